using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>The account of what left the organisation about a client.</summary>
[Query, Feature("intake.consent"), Requires("intake.disclose")]
internal static class DisclosureQueries
{
    /// <summary>What left the organisation about a client, the latest first; also under records that were merged into theirs.</summary>
    /// <param name="client">Whose account.</param>
    /// <param name="kind">Which account: what it leaves out, and how far back it goes.</param>
    public static async Task<IReadOnlyList<Disclosure>> AccountingOfDisclosures(
        ClientId client, AccountKind kind, IntakeDb db, DisclosureAccount account, CancellationToken ct)
    {
        return await db.FindClient(client, "intake.disclose", ct) is null ? [] : await account.OfClient(client, kind, db, ct);
    }
}

/// <summary>The account of a client.</summary>
internal static class ClientAccounts
{
    /// <summary>What left about the client, also under records that were merged into theirs.</summary>
    public static async Task<IReadOnlyList<Disclosure>> OfClient(
        this DisclosureAccount account, ClientId client, AccountKind kind, IntakeDb db, CancellationToken ct)
    {
        var merged = await db.Clients.Where(c => c.MergedInto == client).Select(c => c.Id).ToListAsync(ct);
        return await account.Of([client.Value, .. merged.Select(m => m.Value)], kind, ct);
    }
}

/// <summary>Something about a client that left the organisation.</summary>
[View<Disclosure>]
internal static class DisclosureView
{
    /// <summary>The disclosure's id.</summary>
    public static DisclosureId Id(Disclosure disclosure) => disclosure.Id;

    /// <summary>When it was written down, in real time.</summary>
    public static DateTimeOffset At(Disclosure disclosure) => disclosure.At;

    /// <summary>The day on which it left, where that was said when it was written down; else it left then.</summary>
    public static DateOnly? HappenedOn(Disclosure disclosure) => disclosure.HappenedOn;

    /// <summary>Which classes of information.</summary>
    public static IReadOnlyList<DataClass> Classes(Disclosure disclosure) => disclosure.Classes;

    /// <summary>Whether anything of it comes from a program under 42 CFR Part 2.</summary>
    public static bool Part2(Disclosure disclosure) => disclosure.Part2;

    /// <summary>Ids of what was disclosed, or names of fields.</summary>
    public static IReadOnlyList<string> Items(Disclosure disclosure) => disclosure.Items;

    /// <summary>The organisation that got it, when it is known here.</summary>
    public static OrganisationId? Recipient(Disclosure disclosure) => disclosure.Recipient;

    /// <summary>Who got it.</summary>
    public static string RecipientName(Disclosure disclosure) => disclosure.RecipientName;

    /// <summary>Where it went.</summary>
    public static string? RecipientAddress(Disclosure disclosure) => disclosure.RecipientAddress;

    /// <summary>What binds the recipient.</summary>
    public static RecipientKind RecipientKind(Disclosure disclosure) => disclosure.RecipientKind;

    /// <summary>What for.</summary>
    public static PurposeOfUse Purpose(Disclosure disclosure) => disclosure.Purpose;

    /// <summary>On what it rests.</summary>
    public static DisclosureBasis Basis(Disclosure disclosure) => disclosure.Basis;

    /// <summary>The consent or emergency on which it rests.</summary>
    public static string? Ground(Disclosure disclosure) => disclosure.Ground;

    /// <summary>What it was, in a few words.</summary>
    public static string Description(Disclosure disclosure) => disclosure.Description;

    /// <summary>Whether the notice on redisclosure went with it.</summary>
    public static bool NoticeSent(Disclosure disclosure) => disclosure.Notice is not null;

    /// <summary>That notice, in the words in which it went; null where none did.</summary>
    public static SentNotice? Notice(Disclosure disclosure) => disclosure.Notice;

    /// <summary>Who disclosed it; null when a machine did.</summary>
    public static UserId? User(Disclosure disclosure) => disclosure.User;

    /// <summary>How it left.</summary>
    public static string Channel(Disclosure disclosure) => disclosure.Channel;

    /// <summary>Through whom it went.</summary>
    public static OrganisationId? Intermediary(Disclosure disclosure) => disclosure.Intermediary;
}
