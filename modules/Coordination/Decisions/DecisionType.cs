using CarePlatform.Coordination.Contracts;

namespace CarePlatform.Coordination;

/// <summary>One line of the registry of decision rights. A change holds for what is asked from then on.</summary>
internal sealed class DecisionType
{
    private DecisionType()
    {
    }

    public DecisionTypeId Id { get; private set; }

    /// <summary>Such as <c>same-day-intake</c>.</summary>
    public string Key { get; private set; } = "";

    public string Title { get; private set; } = "";

    public DecisionRule Rule { get; private set; } = new([], [], DecisionAnswer.Refuse);

    /// <summary>The number of the platform's default that it is, unchanged; null when the tenant wrote it.</summary>
    public int? DefaultNumber { get; private set; }

    /// <summary>Since when it cannot be asked for any more.</summary>
    public DateTimeOffset? RetiredAt { get; private set; }

    public int Version { get; private set; } = 1;

    public static DecisionType Define(string key, string title, DecisionRule rule, DateTimeOffset at, int? defaultNumber = null) => new()
    {
        Id = new DecisionTypeId(Guid.CreateVersion7(at)),
        Key = key,
        Title = title,
        Rule = rule,
        DefaultNumber = defaultNumber,
    };

    /// <summary>Says it anew; a type that was retired can be asked for again.</summary>
    public void Change(string title, DecisionRule rule, int? defaultNumber = null) =>
        (Title, Rule, DefaultNumber, RetiredAt) = (title, rule, defaultNumber, null);

    public void Retire(DateTimeOffset at) => RetiredAt = at;
}
