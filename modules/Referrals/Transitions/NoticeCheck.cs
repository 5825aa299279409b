using System.Security.Cryptography;
using System.Text.Json;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>What a notice must have to be taken, which stay it tells of, and what a complete one would have besides.</summary>
internal static class NoticeCheck
{
    private const int LongestName = 200;
    private const int LongestText = 2000;
    private const int MostParts = 50;

    // Clocks of senders go a little before ours.
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(15);

    /// <summary>The fields that are counted for completeness, by their names in the API, and whether a notice has them.</summary>
    public static IReadOnlyList<(string Field, Func<NoticeContent, bool> Has)> Counted { get; } =
    [
        ("sentAt", n => n.SentAt is not null),
        ("visitNumber", n => Said(n.VisitNumber)),
        ("setting", n => n.Setting is not (null or CareSetting.Unknown)),
        ("facility", n => Said(n.Facility)),
        ("attending", n => Said(n.Attending)),
        ("name", n => Said(n.Person.Given) && Said(n.Person.Family)),
        ("birthDate", n => n.Person.BirthDate is not null),
        ("gender", n => Said(n.Person.Gender)),
        ("identifiers", n => n.Person.Identifiers is { Count: > 0 }),
        ("reason", n => Said(n.Reason) || n.Diagnoses is { Count: > 0 }),
        ("admittedAt", n => n.AdmittedAt is not null || n.Event is NoticeEvent.Admit or NoticeEvent.Register),
        ("disposition", n => n.Event is not NoticeEvent.Discharge || Said(n.Disposition)),
    ];

    /// <summary>What speaks against taking it; empty when nothing does.</summary>
    /// <param name="path">Where it stands in the input.</param>
    public static IEnumerable<InvalidInput> Problems(NoticeContent notice, string path, bool fromSender, DateTimeOffset now)
    {
        var person = notice.Person;
        if (fromSender && !Said(notice.MessageId))
        {
            yield return new($"{path}.messageId", "Give the message an id of yours, so that one that is sent twice is taken once.");
        }

        if (!Said(person.Given) && !Said(person.Family) && person.Identifiers is not { Count: > 0 })
        {
            yield return new($"{path}.person", "Say whom it is about: a name, or an identifier.");
        }

        if (person.BirthDate is { } born && (born > DateOnly.FromDateTime(now.UtcDateTime).AddDays(1) || born.Year < 1880))
        {
            yield return new($"{path}.person.birthDate", "The day of birth cannot lie in the future, nor before 1880.");
        }

        if (notice.OccurredAt > now + Ahead || notice.SentAt > now + Ahead)
        {
            yield return new($"{path}.occurredAt", "A notice tells of what has happened. Check the time and its offset from UTC.");
        }

        if (notice.DischargedAt < notice.AdmittedAt)
        {
            yield return new($"{path}.dischargedAt", "Nobody leaves before they came.");
        }

        if (Texts(notice).Any(t => t?.Length > LongestName) || notice.Reason?.Length > LongestText)
        {
            yield return new(path, $"Names, numbers and codes have at most {LongestName} characters, the reason {LongestText}.");
        }

        if (person.Identifiers?.Count > MostParts || person.Phones?.Count > MostParts || notice.Diagnoses?.Count > MostParts
            || person.Identifiers?.Any(i => !Said(i.System) || !Said(i.Value)) is true || notice.Diagnoses?.Any(d => !Said(d.Code)) is true)
        {
            yield return new(path, $"Give up to {MostParts} identifiers, telephone numbers and diagnoses, identifiers with system and value, diagnoses with a code.");
        }
    }

    /// <summary>The same in the form in which it is kept: without blanks around what was said, and in UTC.</summary>
    public static NoticeContent Tidy(NoticeContent notice) => notice with
    {
        OccurredAt = notice.OccurredAt.ToUniversalTime(),
        SentAt = notice.SentAt?.ToUniversalTime(),
        AdmittedAt = notice.AdmittedAt?.ToUniversalTime(),
        DischargedAt = notice.DischargedAt?.ToUniversalTime(),
        MessageId = Trimmed(notice.MessageId),
        VisitNumber = Trimmed(notice.VisitNumber),
        Facility = Trimmed(notice.Facility),
        Disposition = Trimmed(notice.Disposition),
        Attending = Trimmed(notice.Attending),
        Reason = Trimmed(notice.Reason),
        Person = notice.Person with { Given = Trimmed(notice.Person.Given), Family = Trimmed(notice.Person.Family) },
    };

    /// <summary>Names of the counted fields that it lacks.</summary>
    public static string[] Missing(NoticeContent notice) => [.. Counted.Where(f => !f.Has(notice)).Select(f => f.Field)];

    /// <summary>
    /// Which stay of the sender it tells of: by the visit's number, or else by person and beginning. Those without either are each a stay of their own
    /// day, which is why the number counts for completeness.
    /// </summary>
    public static string VisitOf(NoticeContent notice) => notice.VisitNumber is { } number
        ? $"v:{number}"
        : $"p:{Hash($"{Who(notice.Person)}|{notice.AdmittedAt ?? notice.OccurredAt.UtcDateTime.Date:O}")}";

    /// <summary>Tells whether two messages with one id say the same.</summary>
    public static string Fingerprint(NoticeContent notice) => Hash(JsonSerializer.Serialize(notice, IdJson.Options));

    private static string Who(NoticePerson person) => person.Identifiers is [var first, ..]
        ? $"{first.System}|{first.Value}"
        : $"{person.Given?.ToUpperInvariant()}|{person.Family?.ToUpperInvariant()}|{person.BirthDate:O}";

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));

    private static IEnumerable<string?> Texts(NoticeContent n) =>
    [
        n.MessageId, n.VisitNumber, n.Facility, n.Disposition, n.Attending, n.Person.Given, n.Person.Family, n.Person.Gender, n.Person.Line, n.Person.PostalCode,
        .. n.Person.Phones ?? [], .. (n.Person.Identifiers ?? []).SelectMany(i => (string?[])[i.System, i.Value]),
        .. (n.Diagnoses ?? []).SelectMany(d => (string?[])[d.Code, d.System, d.Text]),
    ];

    private static bool Said(string? text) => !string.IsNullOrWhiteSpace(text);

    private static string? Trimmed(string? text) => Said(text) ? text!.Trim() : null;
}
