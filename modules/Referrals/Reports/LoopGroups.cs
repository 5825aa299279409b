using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace CarePlatform.Referrals;

/// <summary>By what referrals are put together.</summary>
internal enum LoopReportBy
{
    /// <summary>All in one.</summary>
    All,

    /// <summary>By the partner's id.</summary>
    Partner,

    /// <summary>By the code of the need.</summary>
    Need,

    /// <summary>By the id of who is responsible here.</summary>
    Referrer,

    /// <summary>By the language in which the person wants to be spoken to.</summary>
    Language,

    /// <summary>By the answer to the question for race: as it was given, or multiple.</summary>
    Race,

    /// <summary>By the answer to the question for ethnicity, as it was given.</summary>
    Ethnicity,

    /// <summary>By the person's age when the referral was sent.</summary>
    Age,
}

/// <summary>What a loop report was asked for, with the groups of the clients where it takes them.</summary>
/// <param name="Clients">The clients whose group is known.</param>
/// <param name="Labels">The group of each; empty for ages.</param>
/// <param name="Births">The birthday of each; empty for other groups.</param>
/// <param name="AgeBands">The first age of each band, ascending.</param>
/// <param name="Me">Who asks.</param>
/// <param name="Closed">The teams of programs under 42 CFR Part 2 in which they do not work: what these sent is neither counted nor opened.</param>
internal sealed record LoopAsked(
    DateTimeOffset Since, DateTimeOffset Until, LoopReportBy By, string Zone, DateTimeOffset Now, Guid[] Clients, string[] Labels, DateOnly[] Births, int[] AgeBands, Guid Me, Guid[] Closed)
{
    /// <summary>What stands for who has not answered, or declined to.</summary>
    public const string Unknown = "unknown";

    public object[] Parameters() =>
    [
        new NpgsqlParameter("since", Since), new NpgsqlParameter("until", Until), new NpgsqlParameter("now", Now), new NpgsqlParameter("zone", Zone),
        new NpgsqlParameter("clients", NpgsqlDbType.Array | NpgsqlDbType.Uuid) { Value = Clients },
        new NpgsqlParameter("labels", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = Labels },
        new NpgsqlParameter("births", NpgsqlDbType.Array | NpgsqlDbType.Date) { Value = Births },
        new NpgsqlParameter("bands", NpgsqlDbType.Array | NpgsqlDbType.Integer) { Value = AgeBands },
        new NpgsqlParameter("me", Me), new NpgsqlParameter("closed", NpgsqlDbType.Array | NpgsqlDbType.Uuid) { Value = Closed },
        new NpgsqlParameter("bandLabels", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = AgeBands.Select(LabelOf).ToArray() },
    ];

    private string LabelOf(int from, int band) => band + 1 < AgeBands.Length ? $"{from}-{AgeBands[band + 1] - 1}" : $"{from}+";
}

/// <summary>Turns what somebody asks of the loops into one statement's parameters: strata are asked of Intake once, for everybody.</summary>
internal sealed class LoopGroups(ReferralsDb db, IClientStrataLookup strata, TenantClock clock)
{
    private const int LongestDays = 3660;

    public async Task<LoopAsked> Ask(DateOnly from, DateOnly to, LoopReportBy by, CancellationToken ct)
    {
        if (to < from || to.DayNumber - from.DayNumber > LongestDays)
        {
            throw new InvalidPageException($"The last day must not come before the first, nor more than {LongestDays} days after it.");
        }

        var zone = clock.LocalTimeZone;
        var asked = new LoopAsked(from.StartsAt(zone), to.AddDays(1).StartsAt(zone), by, zone.Id, clock.GetUtcNow(), [], [], [], [], db.MeKey,
            Array.ConvertAll(db.ClosedTeams, t => t.Value));
        if (by is LoopReportBy.All or LoopReportBy.Partner or LoopReportBy.Need or LoopReportBy.Referrer)
        {
            return asked;
        }

        var clients = await db.Referrals.AsNoTracking().Where(r => r.SentAt >= asked.Since && r.SentAt < asked.Until && r.Status != ReferralStatus.Void)
            .Select(r => r.Client).Distinct().ToListAsync(ct);
        var known = await strata.Find(clients, ct);
        if (by is LoopReportBy.Age)
        {
            known = [.. known.Where(s => s.BirthDate is not null)];
            return asked with
            {
                Clients = [.. known.Select(s => s.Id.Value)],
                Births = [.. known.Select(s => s.BirthDate!.Value)],
                AgeBands = [.. (await db.AccountabilityRules(ct)).AgeBands],
            };
        }

        return asked with { Clients = [.. known.Select(s => s.Id.Value)], Labels = [.. known.Select(s => LabelOf(s, by))] };
    }

    private static string LabelOf(ClientStrata person, LoopReportBy by) => (by switch
    {
        LoopReportBy.Language => person.Language,
        LoopReportBy.Ethnicity => person.Ethnicity,
        _ => person.Races.Count switch { 0 => null, 1 => person.Races[0], _ => "multiple" },
    }) ?? LoopAsked.Unknown;
}
