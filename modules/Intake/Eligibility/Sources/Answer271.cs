using CarePlatform.Edi;

namespace CarePlatform.Intake;

/// <summary>Reads a 271 (005010X279A1): what the payer says of each person in it.</summary>
internal sealed class Answer271
{
    private readonly List<ToldBenefits> _people = [];
    private readonly List<X12Problem> _problems = [];
    private readonly List<ToldRejection> _general = [];
    private string _level = "20";
    private string? _payerName;
    private string? _payerId;
    private string? _subscriber;
    private Person? _person;

    private Answer271()
    {
    }

    /// <summary>
    /// What the set says of each person, and what in it cannot be understood. A rejection above the level of people (payer or
    /// provider) is said of everybody in the set; where there is nobody, of one person without a name.
    /// </summary>
    public static (IReadOnlyList<ToldBenefits> People, IReadOnlyList<X12Problem> Problems) Read(X12Set set)
    {
        var answer = new Answer271();
        if (set.Code != "271")
        {
            return ([], [X12Problem.At(set.Header, X12Fault.Element, $"A 271 was expected; this is a {set.Code}.", 1)]);
        }

        foreach (var segment in set.Segments)
        {
            answer.Take(segment);
        }

        answer.Finish();
        if (answer._people.Count == 0 && answer._general.Count > 0)
        {
            answer._people.Add(new Person(answer).Told());
        }

        return (answer._people, answer._problems);
    }

    private void Take(X12Segment segment)
    {
        switch (segment.Id)
        {
            case "HL":
                BeginLevel(segment);
                break;
            case "NM1":
                Name(segment);
                break;
            case "AAA":
                Reject(segment);
                break;
            case "TRN" when _person is not null && (_person.Trace is null || segment[1] == "2"):
                _person.Trace = segment[2];
                break;
            case "REF" when _person is not null:
                (_person.Benefit?.References ?? _person.References).Add(new ToldReference(segment[1], segment[2], Text(segment[3])));
                break;
            case "DTP" when _person is not null:
                Date(segment);
                break;
            case "EB" when _person is not null:
                Benefit(segment);
                break;
            case "MSG" when _person?.Benefit is { } benefit:
                benefit.Messages.Add(segment[1]);
                break;
            case "LE":
                if (_person?.Benefit is { } ended)
                {
                    ended.InEntities = false;
                }

                break;
            case "LS":
                if (_person?.Benefit is { } begun)
                {
                    begun.InEntities = true;
                }

                break;
        }
    }

    private void BeginLevel(X12Segment segment)
    {
        _level = segment[3];
        if (_level is "22" or "23")
        {
            // A subscriber above a dependent says only whose policy it is, unless there are benefits for both.
            if (_level == "23" && _person is { IsEmpty: true })
            {
                _subscriber = _person.MemberId;
                _person = null;
            }

            Finish();
            _person = new Person(this);
        }
    }

    private void Name(X12Segment segment)
    {
        if (_person?.Benefit is { InEntities: true } benefit)
        {
            var name = segment[2] == "1" ? $"{segment[4]} {segment[3]}".Trim() : segment[3];
            benefit.Entities.Add(new ToldEntity(segment[1], Text(name), Text(segment[8]), Text(segment[9])));
        }
        else if (_level == "20" && segment[1] is "PR" or "2B" or "36" or "GP" or "P5")
        {
            (_payerName, _payerId) = (Text(segment[3]), Text(segment[9]));
        }
        else if (_person is not null && segment[1] is "IL" or "03" or "74")
        {
            _person!.MemberId = segment[8] == "MI" ? Text(segment[9]) ?? _person.MemberId : _person.MemberId ?? _subscriber;
        }
    }

    private void Reject(X12Segment segment)
    {
        var level = _level switch { "20" => "payer", "21" => "provider", "22" => "subscriber", "23" => "dependent", var other => other };
        if (segment[3].Length == 0)
        {
            _problems.Add(X12Problem.At(segment, X12Fault.Element, "The reason of the rejection (AAA03) is missing.", 3));
        }

        (_person?.Rejections ?? _general).Add(new ToldRejection(level, segment[3], segment[4]));
    }

    private void Date(X12Segment segment)
    {
        if (X12Text.Period(segment[2], segment[3]) is var (from, to))
        {
            (_person!.Benefit?.Dates ?? _person.Dates).Add(new ToldDate(segment[1], from, to));
        }
        else
        {
            _problems.Add(X12Problem.At(segment, X12Fault.Element, $"This is no date in the form that DTP02 announces ({segment[2]}).", 3));
        }
    }

    private void Benefit(X12Segment segment)
    {
        if (segment[1].Length == 0)
        {
            _problems.Add(X12Problem.At(segment, X12Fault.Element, "What the benefit says (EB01) is missing.", 1));
        }

        var procedure = segment[13].Length == 0 ? null : segment[13].Replace(segment.Delimiters.Component, ':');
        _person!.Benefits.Add(new Open(new ToldBenefit(
            segment[1], Text(segment[2]), segment.Repetitions(3), Text(segment[4]), Text(segment[5]), X12Text.Amount(segment[7]),
            Text(segment[9]), X12Text.Amount(segment[10]), Text(segment[11]), Text(segment[12]), procedure, [], [], [], [])));
    }

    private void Finish()
    {
        if (_person is not null)
        {
            _people.Add(_person.Told());
            _person = null;
        }
    }

    private static string? Text(string text) => text.Length == 0 ? null : text;

    // A benefit that is being read.
    private sealed record Open(ToldBenefit Read)
    {
        public List<ToldDate> Dates { get; } = [];

        public List<ToldReference> References { get; } = [];

        public List<ToldEntity> Entities { get; } = [];

        public List<string> Messages { get; } = [];

        public bool InEntities { get; set; }

        public ToldBenefit Done() => Read with { Dates = Dates, References = References, Entities = Entities, Messages = Messages };
    }

    // A person who is being read.
    private sealed class Person(Answer271 answer)
    {
        public string? Trace { get; set; }

        public string? MemberId { get; set; }

        public List<ToldRejection> Rejections { get; } = [];

        public List<ToldDate> Dates { get; } = [];

        public List<ToldReference> References { get; } = [];

        public List<Open> Benefits { get; } = [];

        public Open? Benefit => Benefits is [.., var last] ? last : null;

        public bool IsEmpty => Benefits.Count == 0 && Rejections.Count == 0;

        public ToldBenefits Told() => new(
            Trace, answer._payerName, answer._payerId, MemberId, [.. answer._general, .. Rejections], Dates, References, [.. Benefits.Select(b => b.Done())]);
    }
}
