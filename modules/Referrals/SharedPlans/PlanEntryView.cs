using CarePlatform.Platform;

namespace CarePlatform.Referrals;

/// <summary>
/// A goal or an action of a shared plan. Whoever takes part reads it where a consent of the person reaches them for its class, and as far as the
/// rules for their kind go.
/// </summary>
[View<SeenEntry>("PlanEntry"), DataClass(DataClass.G), About(
    nameof(SeenEntry.Client), ByConsent = true, OwnReferral = nameof(SeenEntry.IsOwn), Part2 = nameof(SeenEntry.Part2), Program = nameof(SeenEntry.Program),
    Class = nameof(SeenEntry.Class))]
internal static class PlanEntryView
{
    /// <summary>By which it is taken on and settled.</summary>
    public static string Id(SeenEntry entry) => entry.Entry.Id.ToString();

    /// <summary>A goal or an action.</summary>
    [DataClass(DataClass.G, Minimum = true)]
    public static PlanEntryKind? Kind(SeenEntry entry) => entry.Entry.Kind;

    /// <summary>The goal that an action is for.</summary>
    [DataClass(DataClass.G, Minimum = true)]
    public static string? Goal(SeenEntry entry) => entry.Entry.Goal?.ToString();

    /// <summary>Code of the need that it is about.</summary>
    [DataClass(DataClass.G, Minimum = true)]
    public static string? Need(SeenEntry entry) => entry.Entry.Need;

    /// <summary>The goal in the person's words, or what is to be done.</summary>
    public static string? Words(SeenEntry entry) => entry.Entry.Words;

    /// <summary>The partner that wrote it, by its part in the plan; null for the organisation that convenes.</summary>
    [DataClass(DataClass.G, Minimum = true)]
    public static string? WrittenBy(SeenEntry entry) => entry.Entry.WrittenBy?.ToString();

    /// <summary>When it was written.</summary>
    [DataClass(DataClass.G, Minimum = true)]
    public static DateTimeOffset? WrittenAt(SeenEntry entry) => entry.Entry.WrittenAt;

    /// <summary>Where it stands.</summary>
    [DataClass(DataClass.G, Minimum = true)]
    public static PlanEntryState? State(SeenEntry entry) => entry.Entry.State;

    /// <summary>The last day.</summary>
    [DataClass(DataClass.G, Minimum = true)]
    public static DateOnly? DueOn(SeenEntry entry) => entry.Entry.DueOn;

    /// <summary>Whether that day has passed and it is still to be done.</summary>
    [DataClass(DataClass.G, Minimum = true)]
    public static bool? Overdue(SeenEntry entry, TimeProvider clock) => entry.Entry.IsOverdueOn(clock.Today());

    /// <summary>The partner that has taken it on, by its part in the plan; null where nobody has, or the organisation that convenes.</summary>
    [DataClass(DataClass.G, Minimum = true)]
    public static string? TakenBy(SeenEntry entry) => entry.Entry.TakenBy?.ToString();

    /// <summary>Whether the organisation that convenes has taken it on.</summary>
    [DataClass(DataClass.G, Minimum = true)]
    public static bool? TakenByConvenor(SeenEntry entry) => entry.Entry is { TakenAt: not null, TakenBy: null };

    /// <summary>When it was taken on.</summary>
    [DataClass(DataClass.G, Minimum = true)]
    public static DateTimeOffset? TakenAt(SeenEntry entry) => entry.Entry.TakenAt;

    /// <summary>The day on which it was reached, done or dropped.</summary>
    [DataClass(DataClass.G, Minimum = true)]
    public static DateOnly? SettledOn(SeenEntry entry) => entry.Entry.SettledOn;

    /// <summary>Why it was dropped.</summary>
    [DataClass(DataClass.G, Minimum = true)]
    public static PlanDropReason? Reason(SeenEntry entry) => entry.Entry.Reason;

    /// <summary>Counts changes; send it back as expectedVersion.</summary>
    public static int Version(SeenEntry entry) => entry.Entry.Version;
}

/// <summary>
/// What an organisation wrote on a shared plan and shared. Whoever takes part reads it where a consent of the person reaches them for its class, and as
/// far as the rules for their kind go.
/// </summary>
[View<SeenPlanNote>("PlanNote"), About(
    nameof(SeenPlanNote.Client), ByConsent = true, OwnReferral = nameof(SeenPlanNote.IsOwn), Part2 = nameof(SeenPlanNote.Part2),
    Program = nameof(SeenPlanNote.Program), Class = nameof(SeenPlanNote.Class))]
internal static class PlanNoteView
{
    /// <summary>The note's id.</summary>
    public static string Id(SeenPlanNote note) => note.Note.Id.ToString();

    /// <summary>The goal or action that it is about.</summary>
    [DataClass(DataClass.G, Minimum = true)]
    public static string? Entry(SeenPlanNote note) => note.Note.Entry?.ToString();

    /// <summary>The partner that wrote it, by its part in the plan; null for the organisation that convenes.</summary>
    [DataClass(DataClass.G, Minimum = true)]
    public static string? Member(SeenPlanNote note) => note.Member?.ToString();

    /// <summary>What it says.</summary>
    [DataClass(DataClass.G)]
    public static string? Text(SeenPlanNote note) => note.Note.Text;

    /// <summary>Who wrote it, by name.</summary>
    [DataClass(DataClass.G)]
    public static string? ByName(SeenPlanNote note) => note.Note.ByName;

    /// <summary>When it was written.</summary>
    [DataClass(DataClass.G, Minimum = true)]
    public static DateTimeOffset? At(SeenPlanNote note) => note.Note.At;

    /// <summary>Since when it is shared; null for what was written here and is not.</summary>
    public static DateTimeOffset? SharedAt(SeenPlanNote note) => note.Note.SharedAt;
}

/// <summary>An entry of a shared plan as it stands after the caller has done something to it; planSharedWithUs and sharedPlans show what it says.</summary>
[View<PlanReceipt>]
internal static class PlanReceiptView
{
    /// <summary>The entry's id.</summary>
    public static string Id(PlanReceipt receipt) => receipt.Entry.Id.ToString();

    /// <summary>Where it stands.</summary>
    public static PlanEntryState State(PlanReceipt receipt) => receipt.Entry.State;

    /// <summary>The last day.</summary>
    public static DateOnly? DueOn(PlanReceipt receipt) => receipt.Entry.DueOn;

    /// <summary>The partner that has taken it on, by its part in the plan; null where nobody has, or the organisation that convenes.</summary>
    public static string? TakenBy(PlanReceipt receipt) => receipt.Entry.TakenBy?.ToString();

    /// <summary>Whether the organisation that convenes has taken it on.</summary>
    public static bool TakenByConvenor(PlanReceipt receipt) => receipt.Entry is { TakenAt: not null, TakenBy: null };

    /// <summary>The day on which it was reached, done or dropped.</summary>
    public static DateOnly? SettledOn(PlanReceipt receipt) => receipt.Entry.SettledOn;

    /// <summary>Counts changes; send it back as expectedVersion.</summary>
    public static int Version(PlanReceipt receipt) => receipt.Entry.Version;
}

/// <summary>What the caller's own organisation wrote on a shared plan.</summary>
[View<OwnPlanNote>]
internal static class OwnPlanNoteView
{
    /// <summary>By which it is shared.</summary>
    public static string Id(OwnPlanNote note) => note.Note.Id.ToString();

    /// <summary>The goal or action that it is about.</summary>
    public static string? Entry(OwnPlanNote note) => note.Note.Entry?.ToString();

    /// <summary>What it says.</summary>
    public static string Text(OwnPlanNote note) => note.Note.Text;

    /// <summary>How sensitive it is.</summary>
    public static DataClass Class(OwnPlanNote note) => note.Note.Class;

    /// <summary>Who wrote it, by name.</summary>
    public static string ByName(OwnPlanNote note) => note.Note.ByName;

    /// <summary>When.</summary>
    public static DateTimeOffset At(OwnPlanNote note) => note.Note.At;

    /// <summary>Since when the others may read it; null while it is the organisation's own.</summary>
    public static DateTimeOffset? SharedAt(OwnPlanNote note) => note.Note.SharedAt;
}
