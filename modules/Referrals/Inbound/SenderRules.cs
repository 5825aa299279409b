using CarePlatform.Platform;

namespace CarePlatform.Referrals;

/// <summary>
/// Says what the sender of a referral may hear of it: where it stands is what became of its own referral; what came of it is as sensitive as the
/// need. Decided by the same rules as every look of a partner.
/// </summary>
internal sealed class SenderRules(
    TenantPrivacy privacy, IAccessGroundsLookup grounds, OrganisationById organisations, DisclosureLog log, Session session, TenantClock clock)
{
    /// <summary>How sensitive the stages of a referral are: a record of a Part 2 program says by itself who its patients are.</summary>
    public static DataClass ClassOfStage(DataClass need) => need is DataClass.D ? DataClass.D : DataClass.G;

    /// <summary>What the sender may hear now, by name; nothing where it is not known here.</summary>
    /// <param name="document">A document that it would be given, where there is one.</param>
    public async Task<Hearing> Decide(InboundReferral referral, CancellationToken ct, InboundDocument? document = null)
    {
        var policy = await privacy.Policy(ct);
        var sender = referral.Sender is { } id ? (await organisations.ReadAsync([id], ct)).GetValueOrDefault(id) : null;
        if (sender is null)
        {
            return new Hearing(null, RecipientKind.NonHipaa, PurposeOfUse.Treatment, [], null);
        }

        var view = policy.ViewOf(sender.Kind);
        var purpose = view is null || view.Purposes.Contains(PurposeOfUse.Treatment) ? PurposeOfUse.Treatment : view.Purposes[0];
        // It waits for the answer to what it asked.
        var found = (referral.Client is { } client ? (await grounds.Find([client.Value], ct)).GetValueOrDefault(client.Value) : null) ?? AccessGrounds.None;
        var who = new Accessor(AccessorKind.Partner, null, new HashSet<string>(), new HashSet<TeamId>(), sender.Id, sender.Kind);
        SharedPart Part(string name, DataClass of, Extent extent, bool required, string? program = null) => new(
            name, program is null ? of : DataClass.D, required, AccessRules.Decide(
                who, new AskedFor(purpose, of, extent, program is not null, program, IsOwnReferral: true), found with { IsInvolved = true }, policy, clock.GetUtcNow()));
        var outcome = referral.NeedClass;
        List<SharedPart> parts =
        [
            Part(HeardNames.Stage, ClassOfStage(referral.NeedClass), Extent.Full, required: true),
            Part(HeardNames.Met, outcome, outcome is DataClass.G ? Extent.Full : Extent.Minimum, required: true),
            Part(HeardNames.Outcome, outcome, Extent.Full, required: false),
            Part(HeardNames.Message, outcome, DocumentGate.ExtentOfMessage(outcome), required: false),
            .. document is null ? [] : (SharedPart[])[Part(HeardNames.Document, document.Class, Extent.Full, required: false, document.Program)],
        ];
        return new Hearing(
            sender, view?.Recipient ?? RecipientKind.NonHipaa, purpose, parts,
            parts.FirstOrDefault(p => p is { Class: DataClass.D, Decision.Allowed: true }) is { } program
                ? policy.NoticeFor(program.Decision.Ground, view?.Recipient ?? RecipientKind.NonHipaa, found) : null);
    }

    /// <summary>Writes down that the sender was told these parts.</summary>
    public async Task Disclose(InboundReferral referral, Hearing hearing, IReadOnlyList<SharedPart> told, string description, CancellationToken ct)
    {
        if (hearing.Sender is not { } sender || referral.Client is not { } client || told.Count == 0)
        {
            return;
        }

        var consent = told.Select(p => p.Decision.Ground).FirstOrDefault(g => g is not null);
        await log.Write(session, [new NewDisclosure(
            client.Value, client.ToString(), [.. told.Select(p => p.Class).Distinct().Order()], told.Any(p => p.Class is DataClass.D),
            [referral.Id.ToString(), .. told.Select(p => p.Name)], sender.Id, sender.Name, null, hearing.Recipient, hearing.Purpose,
            consent is not null ? DisclosureBasis.Consent
                : hearing.Purpose is PurposeOfUse.Treatment or PurposeOfUse.Payment or PurposeOfUse.Operations ? DisclosureBasis.Tpo
                : DisclosureBasis.Law,
            consent, description, told.Any(p => p.Class is DataClass.D) ? hearing.Notice : null, "referral")], ct);
    }
}

/// <summary>What the sender of a referral may hear of it.</summary>
/// <param name="Sender">Null where it is not known here.</param>
internal sealed record Hearing(Organisation? Sender, RecipientKind Recipient, PurposeOfUse Purpose, IReadOnlyList<SharedPart> Parts, SentNotice? Notice)
{
    /// <summary>The parts of these names that it may hear.</summary>
    public IReadOnlyList<SharedPart> Of(params IEnumerable<string> names) => [.. Parts.Where(p => names.Contains(p.Name) && p.Decision.Allowed)];
}

/// <summary>How the parts of an answer to the sender of a referral are called.</summary>
internal static class HeardNames
{
    public const string Stage = "stage";
    public const string Met = "met";
    public const string Outcome = "outcome";
    public const string Message = "message";
    public const string Document = "document";
}
