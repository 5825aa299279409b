namespace CarePlatform.GraphQL;

/// <summary>A part of what several writers wrote into one pooled buffer, which goes back when all parts are taken.</summary>
internal sealed class OutputSlice(SharedOutput shared, int start, int length)
{
    public int Length => length;

    /// <summary>Writes the part to where it belongs, and lets go of the buffer.</summary>
    public void MoveTo(JsonOutput output)
    {
        output.Raw(shared.Output.Written.Span.Slice(start, length));
        shared.Release();
    }
}

/// <summary>A pooled buffer with several users; whoever writes into it is the first.</summary>
internal sealed class SharedOutput(ResponseBudget budget)
{
    private int _users = 1;

    public JsonOutput Output { get; } = budget.Open();

    /// <summary>The part from a position to the end of what is written by now.</summary>
    public OutputSlice From(int start)
    {
        _users++;
        return new OutputSlice(this, start, Output.Position - start);
    }

    /// <summary>Gives the buffer back when nobody uses it.</summary>
    public void Release()
    {
        if (--_users == 0)
        {
            budget.Close(Output);
        }
    }
}
