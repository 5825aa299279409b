using System.Text.Json.Serialization;
using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>
/// Makes a link by which a partner without an account reports the outcome of the step that it owes. Send it to the partner: whoever has
/// it can answer, once. An earlier link for the same step that nobody has opened stops working.
/// </summary>
[Mutation, Feature("coordination"), Requires("coordination.reassign")]
internal static class IssuePartnerLink
{
    private const int UsualDays = 7;

    /// <param name="Item">The item that a partner owes.</param>
    /// <param name="Days">How many days the link can be opened, up to 30; 7 when nothing is said.</param>
    public sealed record Input(WorkItemId Item, int Days = UsualDays);

    /// <summary>Nobody outside owes the item.</summary>
    public sealed record NoPartner() : Refusal(
        "coordination.no_partner", "No partner organisation owes this item, so nobody outside can answer for it.", "input.item");

    public static async Task<Outcome<PartnerLink>> Handle(Input input, CoordinationDb db, OneTimeLinks links, CancellationToken ct)
    {
        if (await db.WorkItemsFor("coordination.reassign").AsNoTracking().FirstOrDefaultAsync(i => i.Id == input.Item, ct) is not { } item)
        {
            return new NotFound("input.item");
        }

        if (item.Prevents(expectedVersion: null) is { } refusal)
        {
            return refusal;
        }

        if (item.Partner is not { } partner)
        {
            return new NoPartner();
        }

        var link = await links.Issue(typeof(ReportSentWork), item.Id.ToString(), partner, TimeSpan.FromDays(input.Days), ct);
        return new PartnerLink(link.Id, item.Id, link.Address, link.ExpiresAt);
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int Longest = 30;

        public Validator() => RuleFor(i => i.Days).InclusiveBetween(1, Longest);
    }
}

/// <summary>A link for a partner.</summary>
/// <param name="Address">Where it is opened; shown once, and kept nowhere.</param>
internal sealed record PartnerLink(OneTimeLinkId Link, WorkItemId Item, [property: JsonIgnore] string? Address, DateTimeOffset ExpiresAt);

/// <summary>A link by which a partner without an account answers, once.</summary>
[View<PartnerLink>]
internal static class PartnerLinkView
{
    /// <summary>By which it can be revoked.</summary>
    public static string Id(PartnerLink link) => link.Link.ToString();

    /// <summary>The item that it is about.</summary>
    public static WorkItemId Item(PartnerLink link) => link.Item;

    /// <summary>Where it is opened; null when the same request is repeated, because nobody keeps it.</summary>
    public static string? Address(PartnerLink link) => link.Address;

    /// <summary>Until when it can be opened.</summary>
    public static DateTimeOffset ExpiresAt(PartnerLink link) => link.ExpiresAt;
}
