using CarePlatform.Intake.Contracts;

namespace CarePlatform.Intake;

/// <summary>For whom a kind of visit is meant.</summary>
internal enum VisitAudience
{
    /// <summary>For everybody.</summary>
    Anyone,

    /// <summary>For people who were not seen before.</summary>
    NewClients,

    /// <summary>For people who were seen before.</summary>
    ReturningClients,
}

/// <summary>How a kind of visit goes.</summary>
/// <param name="Minutes">How long it takes.</param>
/// <param name="BufferMinutes">What is kept free behind it.</param>
/// <param name="StepMinutes">It begins at whole steps of the clock: a divisor of 60.</param>
/// <param name="Seats">How many clients take part; more than one makes it a group.</param>
/// <param name="Modes">How people can meet for it.</param>
/// <param name="Roles">Keys of the roles that may give it; empty when everybody with hours may.</param>
/// <param name="Audience">For whom it is meant.</param>
internal sealed record VisitShape(
    int Minutes,
    int BufferMinutes,
    int StepMinutes,
    int Seats,
    IReadOnlyList<AppointmentMode> Modes,
    IReadOnlyList<string> Roles,
    VisitAudience Audience);

/// <summary>A kind of visit that can be booked. What is booked keeps the length that it had then.</summary>
internal sealed class VisitType
{
    private VisitType()
    {
    }

    public VisitTypeId Id { get; private init; }

    /// <summary>Such as <c>first-visit</c>.</summary>
    public string Key { get; private init; } = "";

    public string Title { get; private set; } = "";

    public int Minutes { get; private set; }

    public int BufferMinutes { get; private set; }

    public int StepMinutes { get; private set; }

    public int Seats { get; private set; }

    public IReadOnlyList<AppointmentMode> Modes { get; private set; } = [];

    public IReadOnlyList<string> Roles { get; private set; } = [];

    public VisitAudience Audience { get; private set; }

    /// <summary>Since when it cannot be booked any more.</summary>
    public DateTimeOffset? RetiredAt { get; private set; }

    public int Version { get; private set; } = 1;

    /// <summary>A kind of visit is offered from now on.</summary>
    public static VisitType Define(string key, string title, VisitShape shape, TimeProvider clock)
    {
        var type = new VisitType { Id = Platform.Id.New<VisitTypeId>(clock), Key = key };
        type.Change(title, shape);
        return type;
    }

    /// <summary>A visit of no kind, known by its length only.</summary>
    public static VisitType Of(int minutes) => new() { Minutes = minutes, StepMinutes = 15, Seats = 1 };

    /// <summary>Says it anew; one that was retired can be booked again.</summary>
    public void Change(string title, VisitShape shape)
    {
        (Title, RetiredAt) = (title, null);
        (Minutes, BufferMinutes, StepMinutes, Seats) = (shape.Minutes, shape.BufferMinutes, shape.StepMinutes, shape.Seats);
        (Modes, Roles, Audience) = (shape.Modes, shape.Roles, shape.Audience);
    }

    /// <summary>It cannot be booked any more; what is booked stands.</summary>
    public void Retire(DateTimeOffset at) => RetiredAt = at;

    /// <summary>Whether somebody with these roles may give it.</summary>
    public bool MayBeGivenBy(IReadOnlySet<string> roles) => Roles.Count == 0 || Roles.Any(roles.Contains);
}
