using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>A person known as a possible or actual receiver of care, from the first contact on; one record per tenant.</summary>
internal sealed class Client
{
    private Client()
    {
    }

    public ClientId Id { get; private init; }

    public ClientState State { get; private set; }

    /// <summary>The record that is used instead of this one.</summary>
    public ClientId? MergedInto { get; private set; }

    public string? Prefix { get; private set; }

    public string? Given { get; private set; }

    public string? Middle { get; private set; }

    public string? Family { get; private set; }

    public string? Suffix { get; private set; }

    public string? Preferred { get; private set; }

    public DateOnly? BirthDate { get; private set; }

    public DateOnly? DiedOn { get; private set; }

    public Gender? Gender { get; private set; }

    public string[] Races { get; private set; } = [];

    public string? Ethnicity { get; private set; }

    public string? Language { get; private set; }

    /// <summary>By what lists are ordered; see <see cref="NameForm.SortName"/>.</summary>
    public string SortName { get; private set; } = "";

    /// <summary>Where the facts come from; null when staff wrote them down.</summary>
    public string? SourceSystem { get; private init; }

    public DateTimeOffset RegisteredAt { get; private init; }

    public UserId? RegisteredBy { get; private init; }

    /// <summary>Who alone may see the record; null where everybody may who sees clients. The database keeps it (<see cref="Sequestration"/>).</summary>
    public Guid[]? NamedUsers { get; private init; }

    public int Version { get; private set; }

    /// <summary>The facts as they stand.</summary>
    public ClientFacts Facts => new(
        Prefix, Given, Middle, Family, Suffix, Preferred, BirthDate, DiedOn, Gender, Races, Ethnicity, Language);

    /// <summary>Legal given and family name, or the preferred name while no legal one is known.</summary>
    public string DisplayName => (Given, Family) switch
    {
        (null or "", null or "") => Preferred ?? "",
        (var given, null) => given,
        (null, var family) => family,
        _ => $"{Given} {Family}",
    };

    /// <summary>A person becomes known.</summary>
    public static Client Register(ClientFacts facts, UserId? by, TimeProvider clock, string? sourceSystem = null)
    {
        var client = new Client
        {
            Id = Platform.Id.New<ClientId>(clock),
            State = ClientState.Active,
            SourceSystem = sourceSystem,
            RegisteredAt = clock.GetUtcNow(),
            RegisteredBy = by,
            Version = 1,
        };
        client.Take(facts);
        return client;
    }

    /// <summary>Replaces the facts and gives back what they were before.</summary>
    public ClientVersion Amend(ClientFacts facts, UserId? by, DateTimeOffset at)
    {
        var before = new ClientVersion(Id, Version, Facts, at, by);
        Take(facts);
        return before;
    }

    /// <summary>From now on <paramref name="survivor"/> is used instead.</summary>
    public void MergeInto(ClientId survivor) => (State, MergedInto) = (ClientState.Merged, survivor);

    /// <summary>The record stands on its own again.</summary>
    public void Separate() => (State, MergedInto) = (ClientState.Active, null);

    /// <summary>Why the record cannot be worked on; null when it can.</summary>
    public Refusal? Problem(string path, int? expectedVersion = null) =>
        State is ClientState.Merged ? new ClientMergedAway(MergedInto!.Value, path)
        : expectedVersion is { } expected && expected != Version ? new VersionConflict(expected, Version)
        : null;

    private void Take(ClientFacts facts)
    {
        (Prefix, Given, Middle, Family) = (Clean(facts.Prefix), Clean(facts.Given), Clean(facts.Middle), Clean(facts.Family));
        (Suffix, Preferred, Ethnicity, Language) =
            (Clean(facts.Suffix), Clean(facts.Preferred), Clean(facts.Ethnicity), Clean(facts.Language));
        (BirthDate, DiedOn, Gender) = (facts.BirthDate, facts.DiedOn, facts.Gender);
        Races = [.. facts.Races ?? []];
        SortName = NameForm.SortName(Family, Given ?? Preferred);
    }

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>The record turned out to be the same person as another one, which is used instead.</summary>
/// <param name="Survivor">The record to use.</param>
internal sealed record ClientMergedAway(ClientId Survivor, string Path) : Refusal(
    "intake.client_merged", "This record was merged into another one. Repeat with that client.", Path);
