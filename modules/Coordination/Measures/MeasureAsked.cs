using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>By what steps are put together in a measure.</summary>
internal enum MeasureBy
{
    /// <summary>By workflow template.</summary>
    Template,

    /// <summary>By step of a template.</summary>
    Step,

    /// <summary>By the team that has or had them.</summary>
    Team,

    /// <summary>By the site of the run.</summary>
    Site,

    /// <summary>By sort of work.</summary>
    Kind,

    /// <summary>By the person who has or had them.</summary>
    Owner,
}

/// <summary>Which work a measure looks at.</summary>
/// <param name="Template">Key of the template.</param>
/// <param name="Step">Key of the step.</param>
/// <param name="Team">With this team.</param>
/// <param name="Site">At this site.</param>
internal sealed record MeasureFilter(string? Template = null, string? Step = null, TeamId? Team = null, SiteId? Site = null)
{
    public static MeasureFilter Everything { get; } = new();

    /// <summary>The items that it names.</summary>
    public IQueryable<WorkItem> Of(IQueryable<WorkItem> items, CoordinationDb db)
    {
        if (Template is { } template)
        {
            items = items.Where(i => i.TemplateKey == template);
        }

        if (Step is { } step)
        {
            items = items.Where(i => i.Step == step);
        }

        if (Team is { } team)
        {
            items = items.Where(i => i.Team == team);
        }

        return Site is { } site ? items.Where(i => db.Workflows.Any(w => w.Id == i.Workflow && w.Site == site)) : items;
    }
}

/// <summary>What a measure was asked.</summary>
internal sealed record MeasureAsked(MeasureBy By, MeasureFilter Where, Period Period, DateTimeOffset Now);

/// <summary>What tells a group of steps apart; which of them is said depends on what was asked.</summary>
internal sealed record MeasuredGroup(
    string? Template = null, string? Step = null, TeamId? Team = null, SiteId? Site = null, StepKind? Kind = null, UserId? Owner = null);
