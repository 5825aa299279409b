using System.Globalization;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>What a partner without an account does by a one-time link.</summary>
internal enum ReferralLinkPurpose
{
    /// <summary>It takes the person, or says why not.</summary>
    Answer,

    /// <summary>It says when the person comes.</summary>
    Schedule,

    /// <summary>It says whether the person came.</summary>
    Attendance,

    /// <summary>It confirms that the service was given.</summary>
    Complete,

    /// <summary>It tells what came of it.</summary>
    Outcome,

    /// <summary>It writes a message, and reads those from here where links show them.</summary>
    Message,

    /// <summary>It says how many people the service can take.</summary>
    Capacity,
}

/// <summary>What a one-time link shows of a referral to whoever opens it.</summary>
internal enum LinkShows
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>The service, the need and how soon it must be answered: nothing that says who it is about.</summary>
    Need,

    /// <summary>What the referral shares with the partner, with messages from here, as far as the person's consents go today; each time is a disclosure.</summary>
    Shared,
}

/// <summary>What one-time links to a referral show, and with what a partner without an account goes on, up to the outcome.</summary>
internal sealed class ReferralLinkGuide(
    ReferralsDb db, SharingDesk sharing, SentDisclosure disclosure, IReferralFactsLookup facts, OrganisationById organisations, TenantClock clock) : ILinkGuide
{
    private static readonly Dictionary<ReferralLinkPurpose, (Type UseCase, ReferralMove? Move)> Purposes = new()
    {
        [ReferralLinkPurpose.Answer] = (typeof(AnswerReferral), ReferralMove.Accept),
        [ReferralLinkPurpose.Schedule] = (typeof(ScheduleReferral), ReferralMove.Schedule),
        [ReferralLinkPurpose.Attendance] = (typeof(RecordReferralAttendance), ReferralMove.Attend),
        [ReferralLinkPurpose.Complete] = (typeof(CompleteReferral), ReferralMove.Complete),
        [ReferralLinkPurpose.Outcome] = (typeof(ReportReferralOutcome), ReferralMove.ReportOutcome),
        [ReferralLinkPurpose.Message] = (typeof(WriteReferralMessage), null),
        [ReferralLinkPurpose.Capacity] = (typeof(ReportCapacity), null),
    };

    /// <summary>The move that a link is for; null where it is for none.</summary>
    public static ReferralMove? MoveOf(ReferralLinkPurpose purpose) => Purposes[purpose].Move;

    /// <summary>A link for this.</summary>
    public static NextLink To(ReferralLinkPurpose purpose, Referral referral, ReferralRules rules) => new(
        Purposes[purpose].UseCase, purpose is ReferralLinkPurpose.Capacity ? referral.Service.ToString() : referral.Id.ToString(), TimeSpan.FromDays(rules.LinkDays));

    public async Task<IReadOnlyList<LinkFact>> Facts(string useCase, string subject, OrganisationId? organisation, CancellationToken ct)
    {
        if (PurposeOf(useCase) is not { } purpose)
        {
            return [];
        }

        if (purpose is ReferralLinkPurpose.Capacity)
        {
            return Id.TryParse<ServiceId>(subject, out var id) && await db.Services.AsNoTracking().FirstOrDefaultAsync(s => s.Id == id, ct) is { } offered
                ? [new LinkFact("Service", offered.Name)] : [];
        }

        var rules = await db.Rules(ct);
        if (rules.LinksShow is LinkShows.Nothing || await Find(subject, organisation, ct) is not { } referral)
        {
            return [];
        }

        var service = await db.Services.AsNoTracking().Where(s => s.Id == referral.Service).Select(s => s.Name).SingleAsync(ct);
        return
        [
            new("Service", service),
            new("Need", rules.NeedOf(referral.Need)?.Title ?? referral.Need),
            new("How soon", referral.Priority.ToText()),
            .. rules.LinksShow is LinkShows.Shared ? await Shared(referral, ct) : [],
            .. rules.LinksShow is LinkShows.Shared && purpose is ReferralLinkPurpose.Message ? await Messages(referral, ct) : [],
        ];
    }

    public async Task<IReadOnlyList<NextLink>> Next(string useCase, string subject, OrganisationId? organisation, CancellationToken ct)
    {
        // Whoever wrote a message or told of openings still has the other links.
        if (PurposeOf(useCase) is not { } done || done is ReferralLinkPurpose.Capacity || await Find(subject, organisation, ct) is not { } referral)
        {
            return [];
        }

        var rules = await db.Rules(ct);
        return
        [
            .. Purposes.Where(p => p.Key is not ReferralLinkPurpose.Answer && done is not ReferralLinkPurpose.Message
                    && p.Value.Move is { } move && referral.Prevents(move, expectedVersion: null) is null)
                .Select(p => To(p.Key, referral, rules)),
            To(ReferralLinkPurpose.Message, referral, rules),
            .. done is ReferralLinkPurpose.Answer ? [To(ReferralLinkPurpose.Capacity, referral, rules)] : Array.Empty<NextLink>(),
        ];
    }

    private static ReferralLinkPurpose? PurposeOf(string useCase) =>
        Purposes.Where(p => p.Value.UseCase.Name == useCase).Select(p => (ReferralLinkPurpose?)p.Key).FirstOrDefault();

    private async Task<Referral?> Find(string subject, OrganisationId? organisation, CancellationToken ct) =>
        Id.TryParse<ReferralId>(subject, out var id)
            ? await db.Referrals.FirstOrDefaultAsync(r => r.Id == id && r.Partner == organisation && r.SentAt != null, ct)
            : null;

    private async Task<IReadOnlyList<LinkFact>> Shared(Referral referral, CancellationToken ct)
    {
        var preview = await sharing.Preview(referral, ct);
        var told = preview.Shared.Where(referral.Shared.Contains).ToList();
        if (!told.Contains(SharedNames.Name) || (await facts.Find([referral.Client], clock.Today(), ct)).GetValueOrDefault(referral.Client) is not { } person)
        {
            return [];
        }

        await disclosure.Write(referral, preview, told, ct, "Referral, opened by a one-time link");
        IEnumerable<(string Name, string Label, string? Text)> all =
        [
            (SharedNames.Name, "Person", person.Name),
            (SharedNames.BirthDate, "Born", person.BirthDate?.ToString("O", CultureInfo.InvariantCulture)),
            (SharedNames.Phone, "Telephone", person.Phone),
            (SharedNames.Language, "Language", person.Language),
            (SharedNames.Note, "Note", referral.Note),
        ];
        return
        [
            .. all.Where(p => told.Contains(p.Name) && !string.IsNullOrEmpty(p.Text)).Select(p => new LinkFact(p.Label, p.Text!)),
            .. preview.NoticeOf(told)?.Text is { } notice ? [new LinkFact("Notice", notice)] : Array.Empty<LinkFact>(),
        ];
    }

    // What is shown is read: people here see when, and by whom as far as that is known.
    private async Task<IReadOnlyList<LinkFact>> Messages(Referral referral, CancellationToken ct)
    {
        if (!(await sharing.Preview(referral, ct)).Shared.Contains(SharedNames.Need))
        {
            return [];
        }

        var partner = (await organisations.ReadAsync([referral.Partner], ct))[referral.Partner];
        var messages = await db.Messages.Where(m => m.Referral == referral.Id && m.FromPartner == null).OrderBy(m => m.At).ThenBy(m => m.Id).ToListAsync(ct);
        messages.Where(m => m.ReadAt is null).ToList().ForEach(m => m.Read($"{partner.Name} (one-time link)", clock.GetUtcNow()));
        referral.ReadThere();
        return [.. messages.Select(m => new LinkFact($"{m.ByName}, {m.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC", m.Text))];
    }
}
