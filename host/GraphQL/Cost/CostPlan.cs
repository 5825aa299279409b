namespace CarePlatform.GraphQL;

/// <summary>
/// The cost of an operation as a sum that is worked out once, as far as it does not depend on variables. What does is a short
/// list of terms, each after those that it is made of; a request only puts its values in.
/// </summary>
internal sealed class CostPlan
{
    /// <summary>No operation costs more, so that sums stay finite.</summary>
    public const double Most = 1e15;

    private readonly Term[] _terms;
    private readonly Part _root;

    private CostPlan(Term[] terms, Part root, double ownWeight) => (_terms, _root, OwnWeight) = (terms, root, ownWeight);

    /// <summary>The weights of the root fields, which every execution costs.</summary>
    public double OwnWeight { get; }

    /// <summary>The cost with the variables of a request.</summary>
    public double For(VariableValues variables)
    {
        if (_root.Term < 0)
        {
            return _root.Constant;
        }

        var values = new double[_terms.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = _terms[i].For(variables, values);
        }

        return values[_root.Term];
    }

    public static CostPlan Compile(OperationPlan plan, CostWeights weights, CostOptions options)
    {
        var compiler = new Compiler(weights, options);
        var root = compiler.Objects(plan.Root, null, null);
        return new CostPlan([.. compiler.Terms], root, weights.Of(plan.Root));
    }

    /// <summary>A number, or a term when <see cref="Term"/> is not negative.</summary>
    private readonly record struct Part(double Constant, int Term = -1)
    {
        public double Value(double[] values) => Term < 0 ? Constant : values[Term];
    }

    /// <summary>A constant and parts that count several times; or the largest of several parts.</summary>
    private sealed class Term(double constant, (SizeSource Times, Part Part)[] parts, bool isLargest)
    {
        public double For(VariableValues variables, double[] values)
        {
            var sum = constant;
            foreach (var (times, part) in parts)
            {
                var value = times.For(variables) * part.Value(values);
                sum = isLargest ? Math.Max(sum, value) : sum + value;
            }

            return Math.Min(sum, Most);
        }
    }

    private sealed class Compiler(CostWeights weights, CostOptions options)
    {
        private static readonly SizeSource Once = new FixedSize(1);

        private readonly Dictionary<(int Plan, SizeSource? Inherited, ListSize? Rule), Part> _known = [];

        public List<Term> Terms { get; } = [];

        /// <summary>The cost of one object of a plan.</summary>
        /// <param name="inherited">The size that the field above says for the lists in the object.</param>
        public Part Objects(ObjectPlan plan, SizeSource? inherited, ListSize? rule)
        {
            if (_known.TryGetValue((plan.Index, inherited, rule), out var known))
            {
                return known;
            }

            var parts = new List<(SizeSource, Part)>();
            foreach (var field in plan.Fields)
            {
                if (field.Completion.Selection is { } selection && !CostWeights.IsIntrospection(field.Definition))
                {
                    var isSized = rule is not null && (rule.SizedFields.Count == 0 || rule.SizedFields.Contains(field.Definition.Name));
                    parts.Add(Below(field, selection, isSized ? inherited : null));
                }
            }

            return _known[(plan.Index, inherited, rule)] = Sum(weights.Of(plan), parts);
        }

        private (SizeSource Times, Part Part) Below(FieldPlan field, SelectionPlan selection, SizeSource? inherited)
        {
            var own = weights.SizeOf(field);
            if (ListDepth(field.Definition.Type) is var lists and > 0)
            {
                var item = OneOf(selection, null, null);
                for (; lists > 1; lists--)
                {
                    item = Sum(0, [(new FixedSize(options.AssumedListSize), item)]);
                }

                return (own?.Size ?? inherited ?? new FixedSize(options.AssumedListSize), item);
            }

            return (Once, OneOf(selection, own?.Size, own?.Rule));
        }

        private Part OneOf(SelectionPlan selection, SizeSource? inherited, ListSize? rule)
        {
            var parts = selection.Plans.Select(plan => (Once, Objects(plan, inherited, rule))).ToList();
            return parts.Count == 1 ? parts[0].Item2 : Fold(0, parts, isLargest: true);
        }

        private Part Sum(double constant, List<(SizeSource, Part)> parts) => Fold(constant, parts, isLargest: false);

        private Part Fold(double constant, List<(SizeSource Times, Part Part)> parts, bool isLargest)
        {
            var left = new List<(SizeSource, Part)>();
            foreach (var (times, part) in parts)
            {
                if (times.Constant is { } number && part.Term < 0)
                {
                    var value = number * part.Constant;
                    constant = Math.Min(isLargest ? Math.Max(constant, value) : constant + value, Most);
                }
                else
                {
                    left.Add((times, part));
                }
            }

            if (left.Count == 0)
            {
                return new Part(constant);
            }

            Terms.Add(new Term(constant, [.. left], isLargest));
            return new Part(0, Terms.Count - 1);
        }

        private static int ListDepth(GraphType type) => type.Nullable is ListType list ? 1 + ListDepth(list.Of) : 0;
    }
}
