using System.Globalization;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>What comes of filling in a form.</summary>
/// <param name="Facts">What is known from now on.</param>
/// <param name="Points">Telephone numbers and mail addresses that were not known.</param>
/// <param name="Home">Where the person lives now; null when nothing else than what is known was typed.</param>
/// <param name="Again">What was typed although it was known.</param>
internal sealed record Filled(FilledForm Form, IReadOnlyList<KnownFact> Facts, IReadOnlyList<ContactPoint> Points, Address? Home, IReadOnlyList<TypedAgain> Again);

/// <summary>Decides what becomes of each field of a form: a reference, a new fact, an answer of the form's own, or a reason. Pure.</summary>
internal sealed class Filling
{
    // A shorter word, such as yes, stands in two places without being the same fact.
    private const int TellingLength = 6;

    private readonly FormDefinition _form;
    private readonly IReadOnlyDictionary<string, KnownValue> _known;
    private readonly IReadOnlyList<AskedElsewhere> _elsewhere;
    private readonly IReadOnlyList<ContactPoint> _points;
    private readonly FillForm.Input _input;
    private readonly UserId? _by;
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, string> _typed;
    private readonly Dictionary<string, string> _reasons;

    public Filling(
        FormDefinition form, IReadOnlyDictionary<string, KnownValue> known, IReadOnlyList<AskedElsewhere> elsewhere, IReadOnlyList<ContactPoint> points,
        FillForm.Input input, UserId? by, TimeProvider clock)
    {
        (_form, _known, _elsewhere, _points, _input, _by, _clock) = (form, known, elsewhere, points, input, by, clock);
        _typed = input.Typed.GroupBy(t => t.Field, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Value.Trim(), StringComparer.Ordinal);
        _reasons = (input.NotObtained ?? []).GroupBy(n => n.Field, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Reason.Trim(), StringComparer.Ordinal);
    }

    private IReadOnlyList<FormField> Asked => field ??= [.. _form.Asked(Values())];

    /// <summary>Why it cannot be kept as it is.</summary>
    public IReadOnlyList<Refusal> Problems()
    {
        var asked = Asked.Select(f => f.Key).ToHashSet(StringComparer.Ordinal);
        var problems = new List<Refusal>();
        problems.AddRange(_typed.Keys.Concat(_reasons.Keys).Where(k => !asked.Contains(k)).Distinct().Select(k => new InvalidInput(
            "input.typed", $"The form {_form.Key} version {_form.Version} does not ask for \"{k}\" after these answers.")));
        problems.AddRange(_input.Typed.GroupBy(t => t.Field, StringComparer.Ordinal).Where(g => g.Count() > 1)
            .Select(g => new InvalidInput("input.typed", $"\"{g.Key}\" is typed {g.Count()} times; send it once.")));
        problems.AddRange(Asked.Where(f => _typed.TryGetValue(f.Key, out var value) && !Fits(f, value))
            .Select(f => new InvalidInput("input.typed", Wanted(f))));
        problems.AddRange(_typed.Keys.Where(_reasons.ContainsKey).Select(k => new InvalidInput(
            "input.notObtained", $"\"{k}\" has a value, and a reason why none could be obtained: send one of them.")));
        problems.AddRange(Asked.Where(IsNews).Select(HeldByRecord).OfType<Refusal>());
        var missing = Asked.Where(f => f.Required && !_typed.ContainsKey(f.Key) && !_reasons.ContainsKey(f.Key) && Known(f) is null).Select(f => f.Key).ToList();
        if (missing.Count > 0)
        {
            problems.Add(new FillForm.FieldsMissing(missing));
        }

        return problems;
    }

    /// <summary>The facts of the client's record with what was typed; null when nothing of the record changes.</summary>
    public Outcome<ClientFacts?> Amend(ClientFacts facts, DateOnly today)
    {
        var amended = facts;
        foreach (var field in Asked.Where(f => f.Fact is not null && IsNews(f)))
        {
            amended = amended.With(field.Fact!, _typed[field.Key]) ?? amended;
            if (field.Fact == "client.birth-date" && amended.BirthDate > today)
            {
                return new InvalidInput("input.typed", $"\"{field.Key}\": the birth date must not lie in the future.");
            }
        }

        return Outcome.Of(amended == facts ? null : amended);
    }

    /// <summary>The form as it is kept.</summary>
    /// <param name="version">The version of the client's record once everything is written.</param>
    public Filled Fill(Client client, int version)
    {
        var (answers, references) = (new Dictionary<string, string>(), new Dictionary<string, FactReference>());
        var (facts, points, again) = (new List<KnownFact>(), new List<ContactPoint>(), new List<TypedAgain>());
        Address? home = null;
        foreach (var field in Asked)
        {
            if (_typed.TryGetValue(field.Key, out var value) && Repeats(field, value) is { } repeated)
            {
                again.Add(Again(client.Id, field, repeated));
            }

            if (field.Fact is not { } path)
            {
                if (value is not null)
                {
                    answers[field.Key] = value;
                }
            }
            else if (!IsNews(field))
            {
                if (Known(field) is { } known)
                {
                    references[field.Key] = new FactReference(path, known.From == "client" && known.Where.Contains('@', StringComparison.Ordinal) ? $"{client.Id}@{version}" : known.Where);
                }
            }
            else if (client.Facts.With(path, value!) is not null)
            {
                references[field.Key] = new FactReference(path, $"{client.Id}@{version}");
            }
            else if (KindOf(path) is { } kind)
            {
                // A number that is known beside the one that was shown is the same number, and no further one.
                var point = _points.FirstOrDefault(p => p.Kind == kind && Reach(kind, p.Value) == Reach(kind, value!));
                if (point is null)
                {
                    points.Add(point = NewPoint(client.Id, kind, value!));
                }

                references[field.Key] = new FactReference(path, point.Id.ToString());
            }
            else if (path == FactPaths.Address)
            {
                home = NewClient.HomeOf(client.Id, WrittenAddress.Read(value!), _clock.Today(), _clock);
                references[field.Key] = new FactReference(path, home.Id.ToString());
            }
            else
            {
                facts.Add(NewFact(client.Id, path, value!));
                references[field.Key] = new FactReference(path, facts[^1].Id.ToString());
            }
        }

        return new Filled(NewForm(client.Id, answers, references), facts, points, home, again);
    }

    // What stands in the form before anything is decided: what was typed, else what is known.
    private Dictionary<string, string> Values()
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in _form.Fields)
        {
            if ((_typed.GetValueOrDefault(field.Key) ?? Known(field)?.Value) is { } value)
            {
                values[field.Key] = value;
            }
        }

        return values;
    }

    private KnownValue? Known(FormField field) => field.Fact is { } path ? _known.GetValueOrDefault(path) : null;

    private bool IsNews(FormField field) => _typed.TryGetValue(field.Key, out var value) && Known(field)?.Says(value) != true;

    // A fact lives once: what another record decides is changed there, and every form shows it.
    private InvalidInput? HeldByRecord(FormField field) => field.Fact == FactPaths.Acuity
        ? new InvalidInput("input.typed", $"\"{field.Key}\" is what the triage found: triage the request again to change it, and leave the field out.")
        : Known(field)?.From == "coverage"
            ? new InvalidInput("input.typed", $"\"{field.Key}\" is known from the coverage, which says otherwise: change the coverage, and every form shows it.")
            : null;

    // The same fact in a bound field, or in a field of the form's own that says word for word what is known from elsewhere or was answered elsewhere.
    private KnownValue? Repeats(FormField field, string typed) => field.Fact is not null
        ? Known(field) is { } known && known.Says(typed) ? known : null
        : (field.Kind is FieldKind.Choice || typed.Length < TellingLength ? null
            : _known.Values.OrderBy(k => k.Path, StringComparer.Ordinal).FirstOrDefault(k => k.Says(typed)))
            ?? _elsewhere.FirstOrDefault(e => e.Says(field, typed))?.Answer;

    private TypedAgain Again(ClientId client, FormField field, KnownValue known) => new()
    {
        Id = Guid.CreateVersion7(_clock.GetUtcNow()),
        Client = client,
        Fact = known.Path,
        Form = _form.Key,
        FormVersion = _form.Version,
        Field = field.Key,
        Site = _input.Site,
        KnownFrom = known.From,
        TypedAt = _clock.GetUtcNow(),
        TypedBy = _by,
    };

    private KnownFact NewFact(ClientId client, string path, string value) => new()
    {
        Id = Id.New<KnownFactId>(_clock),
        Client = client,
        Path = path,
        Value = value,
        Form = _form.Key,
        RecordedAt = _clock.GetUtcNow(),
        RecordedBy = _by,
    };

    private ContactPoint NewPoint(ClientId client, ContactKind kind, string value) => new()
    {
        Id = Id.New<ContactPointId>(_clock),
        Client = client,
        Kind = kind,
        Value = value,
        RecordedAt = _clock.GetUtcNow(),
    };

    private FilledForm NewForm(ClientId client, Dictionary<string, string> answers, Dictionary<string, FactReference> facts) => new()
    {
        Id = Id.New<FilledFormId>(_clock),
        Client = client,
        Inquiry = _input.Inquiry,
        Form = _form.Key,
        FormVersion = _form.Version,
        Site = _input.Site,
        Answers = answers,
        Facts = facts,
        NotObtained = _reasons,
        FilledAt = _clock.GetUtcNow(),
        FilledBy = _by,
    };

    private static ContactKind? KindOf(string? path) => path switch
    {
        "client.phone" => ContactKind.Phone,
        "client.email" => ContactKind.Email,
        _ => null,
    };

    private static string? Reach(ContactKind kind, string value) => kind is ContactKind.Phone ? ReachForm.Phone(value) : ReachForm.Email(value);

    private static bool Fits(FormField field, string value) => field.Kind switch
    {
        _ when KindOf(field.Fact) is { } kind => Reach(kind, value) is not null,
        FieldKind.Date => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        FieldKind.Choice => field.Options!.Contains(value),
        _ => true,
    };

    private static string Wanted(FormField field) =>
        KindOf(field.Fact) is not null ? $"\"{field.Key}\": a telephone number has at least seven digits; a mail address has an @ with something before it."
        : field.Kind is FieldKind.Date ? $"\"{field.Key}\" is a day: write it like 1990-05-23."
        : $"\"{field.Key}\" is one of {string.Join(", ", field.Options!)}.";
}
