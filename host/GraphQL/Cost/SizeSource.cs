namespace CarePlatform.GraphQL;

/// <summary>Where the length of a list comes from: known beforehand, or said by a variable of the request.</summary>
internal abstract record SizeSource
{
    /// <summary>The length, when it is the same for every request.</summary>
    public abstract double? Constant { get; }

    public abstract double For(VariableValues variables);

    /// <summary>The length that a field's slicing arguments ask for; the assumed one when none is given.</summary>
    public static SizeSource Of(FieldPlan field, ListSize size, double assumed)
    {
        var said = new List<SlicingArgument>();
        foreach (var name in size.SlicingArguments)
        {
            if (field.Definition.FindArgument(name) is { } definition)
            {
                var given = field.Nodes[0].Arguments.FirstOrDefault(argument => argument.Name.Value == name)?.Value;
                said.Add(new SlicingArgument(given, definition.Default?.CoercedFor(definition.Type)));
            }
        }

        var source = new SlicedSize(said, assumed);
        return said.Exists(argument => argument.Given is VariableNode) ? source : new FixedSize(source.For(VariableValues.None));
    }

    /// <summary>An argument as it stands in the document, and what counts when it is left out.</summary>
    private sealed record SlicingArgument(ValueNode? Given, object? Default)
    {
        public double? For(VariableValues variables) => Given switch
        {
            IntValueNode literal => double.Parse(literal.Value, System.Globalization.CultureInfo.InvariantCulture),
            VariableNode variable when variables.TryGet(variable.Name.Value, out var value) => NumberOf(value),
            null or VariableNode => NumberOf(Default),
            _ => null,
        };

        private static double? NumberOf(object? value) => value switch
        {
            int number => number,
            long number => number,
            double number => number,
            _ => null,
        };
    }

    private sealed record SlicedSize(IReadOnlyList<SlicingArgument> Arguments, double Assumed) : SizeSource
    {
        public override double? Constant => null;

        public override double For(VariableValues variables)
        {
            double? largest = null;
            foreach (var argument in Arguments)
            {
                if (argument.For(variables) is { } number && !(largest >= number))
                {
                    largest = number;
                }
            }

            return Math.Max(largest ?? Assumed, 0);
        }
    }
}

/// <summary>A length that does not depend on the request.</summary>
internal sealed record FixedSize(double Value) : SizeSource
{
    public override double? Constant => Value;

    public override double For(VariableValues variables) => Value;
}
