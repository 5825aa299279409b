namespace CarePlatform.Platform;

/// <summary>
/// On a field of a view, or on a view for all of its fields but <c>Id</c>, <c>Version</c> and whom it is about: how sensitive it is. Whoever may not see it is shown null, with the
/// reason. Such a field is never non-null in the schema.
/// </summary>
/// <param name="dataClass">The class.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = false)]
public sealed class DataClassAttribute(DataClass dataClass) : Attribute
{
    public DataClass Class { get; } = dataClass;

    /// <summary>Whether the field belongs to what cannot be done without.</summary>
    public bool Minimum { get; init; }

    /// <summary>Whether this is the field's class whatever class its row has.</summary>
    public bool Fixed { get; init; }

    /// <summary>Whether the field says who somebody is or whether they came: what a partner may be told that hears of attendance and of nothing else.</summary>
    public bool Attendance { get; init; }
}

/// <summary>On a view with classified fields: whom a row is about.</summary>
/// <param name="subject">The property of the row that holds the person's id.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AboutAttribute(string subject) : Attribute
{
    public string Subject { get; } = subject;

    /// <summary>
    /// The property that says of a row whether it comes from a program under 42 CFR Part 2; such rows are class D as a whole and are not
    /// shown at all to whoever may not see them. Null where no row can.
    /// </summary>
    public string? Part2 { get; init; }

    /// <summary>The property that names the program that the row comes from.</summary>
    public string? Program { get; init; }

    /// <summary>The property that says whether the row belongs to a referral from or to the organisation that asks. Null where none does.</summary>
    public string? OwnReferral { get; init; }

    /// <summary>Whether rows are shared with partners by a consent alone: neither a referral nor a step that a partner owes shows anything of them.</summary>
    public bool ByConsent { get; init; }

    /// <summary>
    /// The property that names who wrote the row, for notes of classes E and F; such rows are not shown at all to whoever may not see them. Goes
    /// with <see cref="Class"/>.
    /// </summary>
    public string? Author { get; init; }

    /// <summary>
    /// The property that lists the users who alone may see the row, as uuids; such rows are class H, and not shown at all to anybody else. Null where
    /// every row is for whoever sees its class.
    /// </summary>
    public string? Named { get; init; }

    /// <summary>The property that says whether the row is confidential care of a minor, which is hidden from representatives.</summary>
    public string? Confidential { get; init; }

    /// <summary>
    /// The property that names the team with which the row lies. While that is a team of a program under 42 CFR Part 2 the row is the program's, as
    /// with <see cref="Part2"/>: that somebody waits there says what they seek. Null where no row lies with a team.
    /// </summary>
    public string? Team { get; init; }

    /// <summary>The property that names the user to whom the row was given, who sees it wherever it comes from. Goes with <see cref="Team"/> or <see cref="Part2"/>.</summary>
    public string? Owner { get; init; }

    /// <summary>The property that says of each row which class its classified fields have; the class that they declare where it is null.</summary>
    public string? Class { get; init; }

    /// <summary>The entity from which the rows are read, where they are none themselves: what leaves in bulk must know the table of notes of classes E and F.</summary>
    public Type? From { get; init; }
}
