namespace CarePlatform.Platform;

/// <summary>
/// Lays down anew who sees what: views of staff and partners, programs under 42 CFR Part 2, time limits. It takes effect within seconds.
/// The rules themselves stay: no policy shows notes, Part 2 records or clinical facts where consent or order is needed.
/// </summary>
[Mutation, Requires("platform.privacy")]
internal static class ChangePrivacyPolicy
{
    /// <summary>The longest that an emergency access may last, in hours.</summary>
    private const int LongestEmergency = 72;

    /// <summary>What changes. What is left out stays as it is.</summary>
    /// <param name="ExpectedVersion">The version that the caller has read; 0 while nothing was ever changed.</param>
    /// <param name="TreatmentPermission">Whoever holds it works in care.</param>
    /// <param name="Staff">The whole of what staff see.</param>
    /// <param name="Partners">The whole of what partners see.</param>
    /// <param name="Programs">All programs under 42 CFR Part 2.</param>
    /// <param name="ProxyClasses">What guardians and representatives see.</param>
    /// <param name="PersonsSeePsychotherapyNotes">Whether people see psychotherapy notes about themselves.</param>
    /// <param name="ReAskDays">After how many days somebody who refused is asked again.</param>
    /// <param name="ReviewDays">Within how many days an emergency access is reviewed.</param>
    /// <param name="EmergencyHours">How long an emergency access lasts at most.</param>
    /// <param name="RedisclosureNotice">What accompanies Part 2 records that leave.</param>
    /// <param name="RedisclosureTerms">The whole of what follows that notice, at most one text for each case; a case that is left out has the notice alone, and so have all where the notice is worded anew.</param>
    /// <param name="AccountDays">Within how many days an account of disclosures is given.</param>
    /// <param name="IntermediaryAccountDays">Within how many days an intermediary's list of disclosures is given.</param>
    /// <param name="AgeOfMajority">From what age in years on nobody is a minor, 18 to 21: the law of the state.</param>
    /// <param name="OtherPartners">What partners see whose kind no view names; a view without cells shows them nothing.</param>
    public sealed record Input(
        int ExpectedVersion, string? TreatmentPermission = null, IReadOnlyList<StaffView>? Staff = null, IReadOnlyList<PartnerView>? Partners = null,
        IReadOnlyList<Part2Program>? Programs = null, IReadOnlyList<DataClass>? ProxyClasses = null, bool? PersonsSeePsychotherapyNotes = null,
        int? ReAskDays = null, int? ReviewDays = null, int? EmergencyHours = null, string? RedisclosureNotice = null,
        int? AccountDays = null, int? IntermediaryAccountDays = null, int? AgeOfMajority = null, PartnerView? OtherPartners = null,
        IReadOnlyList<NoticeTerms>? RedisclosureTerms = null);

    public static async Task<Outcome<PrivacyPolicy>> Handle(
        Input input, Session session, PrivacyPolicies policies, Catalog catalog, People people, CancellationToken ct)
    {
        var now = (await PrivacyPolicies.Read(session, ct)).Policy;
        if (now.Version != input.ExpectedVersion)
        {
            return new VersionConflict(input.ExpectedVersion, now.Version);
        }

        var next = now with
        {
            TreatmentPermission = input.TreatmentPermission ?? now.TreatmentPermission,
            Staff = input.Staff ?? now.Staff,
            Partners = input.Partners ?? now.Partners,
            Programs = input.Programs ?? now.Programs,
            ProxyClasses = input.ProxyClasses ?? now.ProxyClasses,
            PersonsSeePsychotherapyNotes = input.PersonsSeePsychotherapyNotes ?? now.PersonsSeePsychotherapyNotes,
            ReAskDays = input.ReAskDays ?? now.ReAskDays,
            ReviewDays = input.ReviewDays ?? now.ReviewDays,
            EmergencyHours = input.EmergencyHours ?? now.EmergencyHours,
            RedisclosureNotice = input.RedisclosureNotice ?? now.RedisclosureNotice,
            RedisclosureTerms = input.RedisclosureTerms ?? now.RedisclosureTerms,
            AccountDays = input.AccountDays ?? now.AccountDays,
            IntermediaryAccountDays = input.IntermediaryAccountDays ?? now.IntermediaryAccountDays,
            AgeOfMajority = input.AgeOfMajority ?? now.AgeOfMajority,
            OtherPartners = input.OtherPartners ?? now.OtherPartners,
        };
        var teams = (await people.Teams(ct)).Select(t => t.Id).ToHashSet();
        var users = (await people.Users(ct)).Where(u => u.Organisation is null).Select(u => u.Id).ToHashSet();
        if (next.Programs.FirstOrDefault(p => p.AdministrativeControl?.All(users.Contains) is false) is { } program)
        {
            return new InvalidInput("input.programs", $"Whoever has administrative control over the program \"{program.Key}\" is a person of this organisation.");
        }

        var permissions = catalog.Modules.SelectMany(m => m.Permissions).Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        var problems = Problems(input, next, teams, permissions).ToList();
        if (problems.Count > 0)
        {
            return Outcome<PrivacyPolicy>.Refused(problems);
        }

        if (!await PrivacyPolicies.Write(session, next, input.ExpectedVersion, ct))
        {
            return new VersionConflict(input.ExpectedVersion, input.ExpectedVersion + 1);
        }

        session.AfterCommit(() => policies.Forget(session.Tenant.Id));
        return next with { Version = input.ExpectedVersion + 1 };
    }

    // Only what this change brings is looked at: a permission of the usual policy may belong to a module that this host does not load.
    private static IEnumerable<Refusal> Problems(Input input, PrivacyPolicy next, HashSet<TeamId> teams, HashSet<string> permissions)
    {
        foreach (var permission in (input.Staff?.Select(s => s.Holding) ?? []).Append(input.TreatmentPermission).OfType<string>().Where(p => !permissions.Contains(p)))
        {
            yield return new InvalidInput("input.staff", $"No module declares the permission \"{permission}\".");
        }

        foreach (var program in next.Programs.Where(p => p.Key.Length == 0 || !p.Teams.All(teams.Contains)))
        {
            yield return new InvalidInput("input.programs", $"The program \"{program.Key}\" needs a key, and teams that exist.");
        }

        if (next.Programs.Select(p => p.Key).Distinct(StringComparer.Ordinal).Count() < next.Programs.Count)
        {
            yield return new InvalidInput("input.programs", "Give each program a key of its own.");
        }

        if (next.Partners.Any(p => p.Kinds.Count == 0 || p.Purposes.Count == 0 || p.Cells.Select(c => (c.Class, c.Attendance)).Distinct().Count() < p.Cells.Count))
        {
            yield return new InvalidInput("input.partners", "Give each view kinds of organisation, purposes, and at most one cell for a class, and one for attendance.");
        }

        if (input.OtherPartners is { } others
            && (others.Kinds.Count > 0 || others.Purposes.Count == 0 || others.Cells.Select(c => (c.Class, c.Attendance)).Distinct().Count() < others.Cells.Count))
        {
            yield return new InvalidInput("input.otherPartners", "Name no kinds there, and give purposes, and at most one cell for a class, and one for attendance.");
        }

        if (next.AccountDays < 1 || next.IntermediaryAccountDays < 1 || next.ReAskDays < 1 || next.ReviewDays < 1 || next.EmergencyHours is < 1 or > LongestEmergency)
        {
            yield return new InvalidInput("input", $"Let days be 1 or more, and an emergency last 1 to {LongestEmergency} hours.");
        }

        if (next.AgeOfMajority is < 18 or > 21)
        {
            yield return new InvalidInput("input.ageOfMajority", "In no state is somebody of age before 18 or a minor after 21.");
        }

        if (string.IsNullOrWhiteSpace(next.RedisclosureNotice))
        {
            yield return new InvalidInput("input.redisclosureNotice", "42 CFR 2.32 asks for a notice; say it.");
        }

        if (input.RedisclosureTerms is { } terms && (terms.Any(t => string.IsNullOrWhiteSpace(t.Text)) || terms.DistinctBy(t => t.Case).Count() < terms.Count))
        {
            yield return new InvalidInput("input.redisclosureTerms", "Give at most one text for each case, and leave out the case that has none.");
        }
    }
}
