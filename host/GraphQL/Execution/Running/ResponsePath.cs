namespace CarePlatform.GraphQL;

/// <summary>The way from the root to what is being written.</summary>
internal sealed class ResponsePath
{
    private Step[] _steps = new Step[8];

    public int Depth { get; set; }

    public void Push(string key)
    {
        EnsureRoom();
        _steps[Depth++].Key = key;
    }

    public void PushIndex()
    {
        EnsureRoom();
        _steps[Depth++] = default;
    }

    /// <summary>Sets the position in the innermost list.</summary>
    public void SetIndex(int index) => _steps[Depth - 1].Index = index;

    public IReadOnlyList<object> ToList()
    {
        var path = new object[Depth];
        for (var i = 0; i < path.Length; i++)
        {
            path[i] = (object?)_steps[i].Key ?? _steps[i].Index;
        }

        return path;
    }

    private void EnsureRoom()
    {
        if (Depth == _steps.Length)
        {
            Array.Resize(ref _steps, Depth * 2);
        }
    }

    private struct Step
    {
        public string? Key;
        public int Index;
    }
}
