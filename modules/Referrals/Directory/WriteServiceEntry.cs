using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>Writes a service of a partner into the directory, or anew what the directory says of it.</summary>
[Mutation, Feature("referrals"), Requires("referrals.directory")]
internal static class WriteServiceEntry
{
    /// <param name="Partner">The partner that gives the service.</param>
    /// <param name="Entry">What the directory says of it.</param>
    /// <param name="Service">The entry that is written anew; a new one when none is named.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(OrganisationId Partner, ServiceText Entry, ServiceId? Service = null, int? ExpectedVersion = null);

    public static async Task<Outcome<ServiceEntry>> Handle(
        Input input, ReferralsDb db, OrganisationById organisations, TimeProvider clock, CancellationToken ct)
    {
        if (!(await organisations.ReadAsync([input.Partner], ct)).ContainsKey(input.Partner))
        {
            return new NotFound("input.partner");
        }

        var rules = await db.Rules(ct);
        if (input.Entry.Needs.FirstOrDefault(n => rules.NeedOf(n) is null) is { } unknown)
        {
            return new InvalidInput(
                "input.entry.needs",
                $"\"{unknown}\" is no need of the list in the settings of referrals, which are: {string.Join(", ", rules.Needs.Select(n => n.Code))}.");
        }

        if (input.Entry.Opening is { } opening && (opening.Problem() ?? await Unknown(opening.Zone, db, ct)) is { } problem)
        {
            return new InvalidInput("input.entry.opening", problem);
        }

        if (input.Service is not { } id)
        {
            var entry = ServiceEntry.Of(input.Partner, input.Entry, clock);
            db.Add(entry);
            db.AddRange(NeedsOf(entry));
            return entry;
        }

        if (await db.Services.FirstOrDefaultAsync(s => s.Id == id && s.Partner == input.Partner, ct) is not { } found)
        {
            return new NotFound("input.service");
        }

        if (input.ExpectedVersion is { } expected && expected != found.Version)
        {
            return new VersionConflict(expected, found.Version);
        }

        found.Write(input.Entry, clock.GetUtcNow());
        await db.ServiceNeeds.Where(n => n.Service == id).ExecuteDeleteAsync(ct);
        db.AddRange(NeedsOf(found));
        return found;
    }

    // One zone that the database does not know would fail every search by hours.
    private static async Task<string?> Unknown(string zone, ReferralsDb db, CancellationToken ct) =>
        await db.Database.SqlQuery<bool>($"select exists (select from pg_timezone_names where name = {zone}) as \"Value\"").SingleAsync(ct)
            ? null
            : $"\"{zone}\" is no time zone; write one such as America/New_York.";

    private static IEnumerable<ServiceNeed> NeedsOf(ServiceEntry entry) => entry.Needs.Select(n => new ServiceNeed { Need = n, Service = entry.Id });

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int NameLength = 200;
        private const int TextLength = 4000;
        private const int Oldest = 130;
        private const int Most = 500;

        public Validator()
        {
            RuleFor(i => i.Entry.Name).NotEmpty().MaximumLength(NameLength);
            RuleFor(i => i.Entry.Needs).NotEmpty().WithMessage("Name at least one need that the service answers.");
            RuleFor(i => i.Entry.Description).MaximumLength(TextLength);
            RuleFor(i => i.Entry.AgeFrom).InclusiveBetween(0, Oldest);
            RuleFor(i => i.Entry.AgeTo).InclusiveBetween(0, Oldest).GreaterThanOrEqualTo(i => i.Entry.AgeFrom ?? 0);
            RuleFor(i => i.Entry.Areas).Must(a => a is null || a.Count <= Most).WithMessage($"Name at most {Most} areas; a state or the beginning of a postal code covers many.");
        }
    }
}
