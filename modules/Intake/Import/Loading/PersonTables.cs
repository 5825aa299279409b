using CarePlatform.Intake.Contracts;

namespace CarePlatform.Intake;

/// <summary>A person of a source with the client that it is.</summary>
/// <param name="IsNew">The client is registered with this row.</param>
internal sealed record PersonRow(ClientId Client, SourcePerson Person, bool IsNew, DateTimeOffset Now)
{
    /// <summary>In the form in which people are compared.</summary>
    public Person Compared => new(
        [new(Person.Name.Given, Person.Name.Family), .. Person.PriorNames
            .Select(n => new ComparedName(n.Given ?? Person.Name.Given, n.Family ?? Person.Name.Family))],
        Person.BornOn,
        Phones: [.. Person.Contacts.Where(c => c.Kind == "phone").Select(c => c.Value)],
        Emails: [.. Person.Contacts.Where(c => c.Kind == "email").Select(c => c.Value)],
        Addresses: [.. Person.Addresses.Select(a => new ComparedAddress(a.Line, a.PostalCode))]);
}

/// <summary>One of the several names, addresses and numbers of a person.</summary>
/// <param name="Place">Its place among those of the person: with the person's key, what the source calls it.</param>
internal readonly record struct PartOf<T>(Guid Id, PersonRow Row, T Part, int Place)
{
    public string System => Row.Person.System;

    public string Key => $"{Row.Person.Key}/{Place}";
}

/// <summary>How a person's rows come into the tables.</summary>
internal static class PersonTables
{
    private const string FactsBefore = """
        insert into intake.client_versions (client, version, changed_at, facts)
        select t.id, t.version, s.registered_at, jsonb_strip_nulls(jsonb_build_object(
            'prefix', t.prefix, 'given', t.given, 'middle', t.middle, 'family', t.family, 'suffix', t.suffix,
            'preferred', t.preferred, 'birthDate', t.birth_date, 'diedOn', t.died_on, 'gender', t.gender, 'races', t.races,
            'ethnicity', t.ethnicity, 'language', t.language))
        """;

    // Facts that staff wrote or amended are theirs.
    private const string IsTheSources = """
        t.source_system is not null
        and not exists (select from intake.client_versions v where v.client = t.id and v.changed_by is not null)
        """;

    public static readonly StagedTable<PersonRow> Clients = new StagedTable<PersonRow>("intake.clients", "id")
        .Uuid("id", r => r.Client.Value, Known.Stays)
        .Text("state", _ => "active", Known.Stays)
        .Text("prefix", r => r.Person.Name.Prefix, Known.FollowsIfTold)
        .Text("given", r => r.Person.Name.Given, Known.FollowsIfTold)
        .Text("middle", r => r.Person.Name.Middle, Known.FollowsIfTold)
        .Text("family", r => r.Person.Name.Family, Known.FollowsIfTold)
        .Text("suffix", r => r.Person.Name.Suffix, Known.FollowsIfTold)
        .Date("birth_date", r => r.Person.BornOn, Known.FollowsIfTold)
        .Date("died_on", r => r.Person.DiedOn, Known.FollowsIfTold)
        .Text("gender", r => r.Person.Gender, Known.FollowsIfTold)
        .Texts("races", r => [.. r.Person.Races], follows: "case when s.races = '{}' then t.races else s.races end")
        .Text("ethnicity", r => r.Person.Ethnicity, Known.FollowsIfTold)
        .Text("language", r => r.Person.Language, Known.FollowsIfTold)
        .Text(
            "sort_name",
            r => NameForm.SortName(r.Person.Name.Family, r.Person.Name.Given),
            follows: "case when s.given is null or s.family is null then t.sort_name else s.sort_name end")
        .Text("source_system", r => r.Person.System, Known.Stays)
        .Moment("registered_at", r => r.Now, Known.Stays)
        .ChangeOnlyWhere(IsTheSources)
        .RecordBefore(FactsBefore)
        .WhenChanged("version = t.version + 1");

    public static readonly StagedTable<PartOf<SourceIdentifier>> Identifiers =
        new StagedTable<PartOf<SourceIdentifier>>("intake.client_identifiers", "tenant_id", "system", "value")
            .Uuid("id", p => p.Id, Known.Stays)
            .Uuid("client", p => p.Row.Client.Value, Known.Stays)
            .Text("system", p => p.Part.System)
            .Text("value", p => p.Part.Value);

    public static readonly StagedTable<PartOf<SourcePriorName>> PriorNames =
        Part<SourcePriorName>("intake.prior_names")
            .Text("kind", p => p.Part.Kind)
            .Text("given", p => p.Part.Given, Known.FollowsIfTold)
            .Text("family", p => p.Part.Family, Known.FollowsIfTold);

    public static readonly StagedTable<PartOf<SourceAddress>> Addresses =
        Part<SourceAddress>("intake.addresses")
            .Text("line", p => p.Part.Line, Known.FollowsIfTold)
            .Text("city", p => p.Part.City, Known.FollowsIfTold)
            .Text("state", p => p.Part.State, Known.FollowsIfTold)
            .Text("postal_code", p => p.Part.PostalCode, Known.FollowsIfTold)
            .Text("county", p => p.Part.County, Known.FollowsIfTold)
            .Text("county_fips", p => p.Part.CountyFips, Known.FollowsIfTold)
            .Date("since", p => p.Part.Since, Known.FollowsIfTold)
            .Date("until", p => p.Part.Until, Known.FollowsIfTold)
            .Moment("recorded_at", p => p.Row.Now, Known.Stays);

    public static readonly StagedTable<PartOf<SourceContact>> Contacts =
        Part<SourceContact>("intake.contact_points")
            .Text("kind", p => p.Part.Kind)
            .Text("value", p => p.Part.Value)
            .Moment("recorded_at", p => p.Row.Now, Known.Stays)
            .WhenChanged("verified_on = null, wrong = false");

    public static readonly StagedTable<(ClientId Client, string Key)> MatchKeys =
        new StagedTable<(ClientId Client, string Key)>("intake.match_keys", "client", "key")
            .Uuid("client", k => k.Client.Value, Known.Stays)
            .Text("key", k => k.Key, Known.Stays);

    private static StagedTable<PartOf<T>> Part<T>(string table) =>
        new StagedTable<PartOf<T>>(table, "tenant_id", "source_system", "external_id")
            .Uuid("id", p => p.Id, Known.Stays)
            .Uuid("client", p => p.Row.Client.Value)
            .Text("source_system", p => p.System)
            .Text("external_id", p => p.Key);
}
