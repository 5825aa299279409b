using System.Text.Json;

namespace CarePlatform.Referrals.Tests;

/// <summary>A tenant to which others refer, with what the tests of that look at.</summary>
internal static class InboundTenant
{
    /// <summary>What the sender sees.</summary>
    public const string Submitted = """
        submittedReferral {
          id reference receivedAt
          progress { stage scheduledAt startsAt seenAt notAcceptedReason }
          outcome { met text }
        }
        """;

    /// <summary>What staff see.</summary>
    public const string Fields = """
        {
          id status version reference senderName via need reason person { given } client { id } inquiry { id door referring { name } referringName reason }
          acknowledgedAt startsAt seenAt declineReason met outcome outcomeAt shared history { number move reason byName }
        }
        """;

    public const string Inbound = $"inboundReferral {Fields}";

    private static readonly string[] Given = ["Oren", "Beatrix", "Tomasz", "Lucinda", "Wendell", "Ximena", "Kofi"];

    private static readonly string[] Family = ["Vale", "Abernathy", "Quintero", "Szymanski", "Hollingsworth", "Nguyen", "Draper"];

    private static int _people;

    /// <summary>Somebody whom nobody here knows, and who is like nobody else.</summary>
    public static object Somebody()
    {
        var number = Interlocked.Increment(ref _people);
        return new
        {
            given = Given[number % Given.Length],
            family = Family[number / Given.Length % Family.Length],
            birthDate = new DateOnly(1960, 1, 1).AddDays(number * 97).ToString("O"),
            phone = $"617-555-{2000 + number}",
        };
    }

    /// <summary>The housing alliance refers somebody; gives the id once the front door has taken them in.</summary>
    public static async Task<string> Submit(this LoopTenant loop, string reference = "KH-1", string need = "homelessness", string priority = "ROUTINE", object? person = null)
    {
        var sent = await loop.Outside.Do(
            LoopTenant.Partner, "receiveInboundReferral",
            new { person = person ?? Somebody(), need, reference, priority, reason = "Sleeps in a car.", askedFor = "Case management" }, Submitted);
        await loop.Outside.Quiet();
        return LoopTenant.IdOf(sent);
    }

    /// <summary>Staff write down what came by fax from somebody of whom nobody signs in here; gives the id once the front door has taken the person in.</summary>
    public static async Task<string> Fax(this LoopTenant loop, string need = "homelessness")
    {
        var sent = await loop.Outside.Do(
            "intake-worker", "receiveInboundReferral", new { person = Somebody(), need, senderName = "Dr. Almeida", via = "FAX" }, Submitted);
        await loop.Outside.Quiet();
        return LoopTenant.IdOf(sent);
    }

    /// <summary>The referral as staff see it.</summary>
    public static async Task<JsonElement> SeeInbound(this LoopTenant loop, string referral) =>
        (await loop.Outside.Ask("supervisor", $"query($r: ID!) {{ inboundReferral(id: $r) {Fields} }}", new { r = referral })).GetProperty("inboundReferral");

    /// <summary>The referral as its sender sees it.</summary>
    public static async Task<JsonElement> SeeSubmitted(this LoopTenant loop, string reference = "KH-1") =>
        (await loop.Outside.Ask(
            LoopTenant.Partner, $"query($r: String!) {{ referralWeSubmitted(reference: $r) {Submitted["submittedReferral".Length..]} }}", new { r = reference }))
        .GetProperty("referralWeSubmitted");

    /// <summary>How far the sender sees that it has come.</summary>
    public static async Task<string?> Stage(this LoopTenant loop, string reference = "KH-1") =>
        (await loop.SeeSubmitted(reference)).GetProperty("progress").GetProperty("stage").GetString();

    /// <summary>Staff do this to the referral.</summary>
    public static async Task<JsonElement> Handle(this LoopTenant loop, string mutation, object input)
    {
        var done = await loop.Outside.Do("intake-worker", mutation, input, Inbound);
        await loop.Outside.Quiet();
        return done;
    }

    /// <summary>The inquiry that it became.</summary>
    public static async Task<(string Client, string Inquiry)> TakenIn(this LoopTenant loop, string referral)
    {
        var seen = await loop.SeeInbound(referral);
        return (LoopTenant.IdOf(seen.GetProperty("client")), LoopTenant.IdOf(seen.GetProperty("inquiry")));
    }

    /// <summary>A time is agreed with the person, in an hour's time tomorrow.</summary>
    public static async Task<string> Book(this LoopTenant loop, string referral, DateTimeOffset start)
    {
        var (client, inquiry) = await loop.TakenIn(referral);
        var booked = await loop.Outside.Do(
            "intake-worker", "bookAppointment", new { client, inquiry, with = await loop.Person("clinician"), start, minutes = 30 }, "appointment { id state }");
        await loop.Outside.Quiet();
        return LoopTenant.IdOf(booked);
    }

    /// <summary>The inquiry ends like this.</summary>
    public static async Task Resolve(this LoopTenant loop, string referral, string resolution)
    {
        var (_, inquiry) = await loop.TakenIn(referral);
        await loop.Outside.Do("supervisor", "resolveInquiry", new { inquiry, resolution }, "inquiry { id }");
        await loop.Outside.Quiet();
    }

    /// <summary>Everything that still waits to be done about the referral, by template.</summary>
    public static async Task<IReadOnlyList<string>> Work(this LoopTenant loop, string referral)
    {
        await loop.Outside.Quiet();
        return [.. (await loop.Outside.Ask("supervisor", "{ workItems(first: 100, where: { state: OPEN }) { nodes { template subject } } }"))
            .GetProperty("workItems").GetProperty("nodes").EnumerateArray()
            .Where(i => i.GetProperty("subject").GetString() == referral).Select(i => i.GetProperty("template").GetString()!)];
    }
}
