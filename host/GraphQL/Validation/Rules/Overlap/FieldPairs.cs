namespace CarePlatform.GraphQL;

/// <summary>Two fields of one response key that must be able to become one.</summary>
/// <param name="First">The one field.</param>
/// <param name="Second">The other field.</param>
/// <param name="AreExclusive">Whether no object can have both, so that only their shapes must agree.</param>
internal readonly record struct FieldPair(SelectedField First, SelectedField Second, bool AreExclusive);

/// <summary>
/// Lists the pairs of fields that selection sets and their fragments bring together. Pairs of fragments that were listed before are
/// not listed again, so that the work is bounded by the number of fragments squared.
/// </summary>
internal sealed class FieldPairs
{
    private readonly ValidationContext _context;
    private readonly Dictionary<SelectionSetNode, SelectedFields> _selected = [];
    private readonly Dictionary<(string, string), bool> _comparedFragments = [];
    private readonly Dictionary<(SelectedFields, string), bool> _comparedWithFragment = [];

    public FieldPairs(ValidationContext context) => _context = context;

    /// <summary>How many pairs of fields and of fragments were looked at.</summary>
    public int Steps { get; private set; }

    /// <summary>Whether more pairs were looked at than a document may need. Then no more are listed.</summary>
    public bool IsExhausted => Steps > _context.Options.MaxFieldComparisons;

    /// <summary>The pairs that one selection set brings together.</summary>
    public IEnumerable<FieldPair> Within(SelectionSetNode set, CompositeType? parent)
    {
        var selected = FieldsOf(set, parent);
        foreach (var (_, fields) in selected.ByKey)
        {
            foreach (var pair in Within(fields))
            {
                yield return pair;
            }
        }

        var fragments = selected.Fragments;
        for (var i = 0; i < fragments.Count; i++)
        {
            foreach (var pair in BetweenFieldsAndFragment(selected, fragments[i], false))
            {
                yield return pair;
            }

            for (var j = i + 1; j < fragments.Count; j++)
            {
                foreach (var pair in BetweenFragments(fragments[i], fragments[j], false))
                {
                    yield return pair;
                }
            }
        }
    }

    /// <summary>The pairs that the selection sets of two fields bring together.</summary>
    public IEnumerable<FieldPair> Between(FieldPair parents, bool areExclusive)
    {
        var first = FieldsOf(parents.First.Node.SelectionSet!, parents.First.Type?.Innermost as CompositeType);
        var second = FieldsOf(parents.Second.Node.SelectionSet!, parents.Second.Type?.Innermost as CompositeType);
        foreach (var pair in Between(first, second, areExclusive))
        {
            yield return pair;
        }

        foreach (var fragment in second.Fragments)
        {
            foreach (var pair in BetweenFieldsAndFragment(first, fragment, areExclusive))
            {
                yield return pair;
            }
        }

        foreach (var fragment in first.Fragments)
        {
            foreach (var pair in BetweenFieldsAndFragment(second, fragment, areExclusive))
            {
                yield return pair;
            }
        }

        foreach (var one in first.Fragments)
        {
            foreach (var other in second.Fragments)
            {
                foreach (var pair in BetweenFragments(one, other, areExclusive))
                {
                    yield return pair;
                }
            }
        }
    }

    private IEnumerable<FieldPair> Within(List<SelectedField> fields)
    {
        if (fields.Count == 1 || fields.TrueForAll(fields[0].IsInterchangeableWith))
        {
            yield break;
        }

        for (var i = 0; i < fields.Count; i++)
        {
            for (var j = i + 1; j < fields.Count; j++)
            {
                Steps++;
                yield return new FieldPair(fields[i], fields[j], false);
            }
        }
    }

    private IEnumerable<FieldPair> Between(SelectedFields first, SelectedFields second, bool areExclusive)
    {
        foreach (var (key, fields) in first.ByKey)
        {
            if (!second.ByKey.TryGetValue(key, out var others))
            {
                continue;
            }

            foreach (var field in fields)
            {
                foreach (var other in others)
                {
                    Steps++;
                    yield return new FieldPair(field, other, areExclusive);
                }
            }
        }
    }

    private IEnumerable<FieldPair> BetweenFieldsAndFragment(SelectedFields fields, string fragmentName, bool areExclusive)
    {
        if (fields.ByKey.Count == 0)
        {
            yield break;
        }

        var pending = new Stack<string>([fragmentName]);
        while (!IsExhausted && pending.TryPop(out var name))
        {
            Steps++;
            if (!IsNew(_comparedWithFragment, (fields, name), areExclusive)
                || FieldsOf(name) is not { } ofFragment
                || ReferenceEquals(fields, ofFragment))
            {
                continue;
            }

            foreach (var pair in Between(fields, ofFragment, areExclusive))
            {
                yield return pair;
            }

            for (var i = ofFragment.Fragments.Count - 1; i >= 0; i--)
            {
                pending.Push(ofFragment.Fragments[i]);
            }
        }
    }

    private IEnumerable<FieldPair> BetweenFragments(string firstName, string secondName, bool areExclusive)
    {
        var pending = new Stack<(string First, string Second)>([(firstName, secondName)]);
        while (!IsExhausted && pending.TryPop(out var names))
        {
            Steps++;
            var ordered = string.CompareOrdinal(names.First, names.Second) < 0 ? names : (names.Second, names.First);
            if (names.First == names.Second
                || !IsNew(_comparedFragments, ordered, areExclusive)
                || FieldsOf(names.First) is not { } first
                || FieldsOf(names.Second) is not { } second)
            {
                continue;
            }

            foreach (var pair in Between(first, second, areExclusive))
            {
                yield return pair;
            }

            for (var i = first.Fragments.Count - 1; i >= 0; i--)
            {
                pending.Push((first.Fragments[i], names.Second));
            }

            for (var i = second.Fragments.Count - 1; i >= 0; i--)
            {
                pending.Push((names.First, second.Fragments[i]));
            }
        }
    }

    private SelectedFields FieldsOf(SelectionSetNode set, CompositeType? parent)
    {
        if (!_selected.TryGetValue(set, out var fields))
        {
            _selected[set] = fields = new SelectedFields(_context.Schema, parent, set);
        }

        return fields;
    }

    private SelectedFields? FieldsOf(string fragmentName) =>
        _context.Fragments.Find(fragmentName) is { } fragment
            ? FieldsOf(fragment.SelectionSet, _context.Schema.FindType(fragment.TypeCondition) as CompositeType)
            : null;

    /// <summary>Whether a pair was not compared before. A comparison of fields that can meet covers one of fields that cannot.</summary>
    private static bool IsNew<TKey>(Dictionary<TKey, bool> compared, TKey pair, bool areExclusive)
        where TKey : notnull
    {
        if (compared.TryGetValue(pair, out var wereExclusive) && (areExclusive || !wereExclusive))
        {
            return false;
        }

        compared[pair] = areExclusive;
        return true;
    }
}
