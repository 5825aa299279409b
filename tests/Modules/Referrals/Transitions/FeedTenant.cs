using System.Text.Json;
using CarePlatform.Testing;

namespace CarePlatform.Referrals.Tests;

/// <summary>A tenant in which partners tell of stays: the housing alliance sends for itself, what the hospital tells is written down by the care coordinator.</summary>
internal sealed class FeedTenant
{
    public const string Sender = LoopTenant.Partner;

    public const string Staff = LoopTenant.Referrer;

    public const string Taken = "takenNotice { id messageId event repeated missing receivedAt }";

    public const string StayFields = """
        {
          id version match client { id } candidates { client { id } score reasons } status setting facility visitNumber beganAt endedAt disposition wentTo attending
          reason diagnoses { code } concern removedAt settledBy { name } notices { messageId event person { family } removedAt }
        }
        """;

    public static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private int _messages;

    private FeedTenant(LoopTenant loop) => Loop = loop;

    public LoopTenant Loop { get; }

    public TestTenant Outside => Loop.Outside;

    public static async Task<FeedTenant> New() => new(await LoopTenant.New());

    /// <summary>A client with this name and the birth date of <see cref="Notice"/>.</summary>
    public async Task<string> Client(string family, string given = "Imogen") => LoopTenant.IdOf(await Outside.Do("intake-worker", "registerClient", new
    {
        person = new { given, family, birthDate = "1985-06-07" },
        registerAsNew = true,
    }, "client { id }"));

    /// <summary>A notice as a hospital would send it; what is given replaces or takes out what is usual.</summary>
    public Dictionary<string, object?> Notice(string family, string @event = "ADMIT", DateTimeOffset? at = null, params (string Field, object? Value)[] more)
    {
        var notice = new Dictionary<string, object?>
        {
            ["event"] = @event,
            ["occurredAt"] = at ?? FeedTenant.Now.AddHours(-2),
            ["messageId"] = $"MSG{Interlocked.Increment(ref _messages)}",
            ["visitNumber"] = $"V-{family}",
            ["setting"] = "INPATIENT",
            ["facility"] = "St. Brigid Hospital",
            ["attending"] = "Dr. Woolfson",
            ["person"] = new { given = "Imogen", family, birthDate = "1985-06-07" },
        };
        foreach (var (field, value) in more)
        {
            notice[field] = value;
        }

        return notice;
    }

    /// <summary>The partner sends it.</summary>
    public Task<JsonElement> Send(Dictionary<string, object?> notice) => Outside.Do(Sender, "takeTransitionNotice", new { notice }, Taken);

    /// <summary>The partner is refused; gives the type of the refusal.</summary>
    public async Task<string> Refused(Dictionary<string, object?> notice, string who = Sender, string? from = null) => (await Outside.Refused(
        who, "takeTransitionNotice", from is null ? new { notice } : new { notice, from }, Taken))[0].GetProperty("__typename").GetString()!;

    /// <summary>All stays, the latest heard first.</summary>
    public async Task<IReadOnlyList<JsonElement>> Stays(string who = Staff) => [.. (await Outside.Ask(who, $"{{ stays(first: 50) {{ nodes {StayFields} }} }}"))
        .GetProperty("stays").GetProperty("nodes").EnumerateArray()];

    /// <summary>The only stay that there is.</summary>
    public async Task<JsonElement> Stay() => (await Stays()).Single();

    /// <summary>Open work of the templates for stays: template and step.</summary>
    public async Task<IReadOnlyList<string>> Work()
    {
        await Outside.Quiet();
        return [.. (await Outside.Ask("supervisor", "{ workItems(first: 100, where: { state: OPEN }) { nodes { template step } } }"))
            .GetProperty("workItems").GetProperty("nodes").EnumerateArray()
            .Select(i => $"{i.GetProperty("template").GetString()} {i.GetProperty("step").GetString()}")
            .Where(i => i.StartsWith("transition-", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    public static string? Text(JsonElement thing, string field) => thing.GetProperty(field).GetString();
}
