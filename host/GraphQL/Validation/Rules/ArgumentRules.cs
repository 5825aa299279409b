namespace CarePlatform.GraphQL;

/// <summary>Arguments exist on the directive; where types are followed, also on the field.</summary>
internal sealed class KnownArgumentNames : ValidationRule
{
    private readonly Dictionary<string, IReadOnlyList<string>> _ofDirectives = new(StringComparer.Ordinal);

    public KnownArgumentNames(ValidationContext context)
        : base(context, SyntaxKind.Argument, SyntaxKind.Directive)
    {
        foreach (var directive in context.SchemaOrNone?.Directives ?? StandardDirectives.All)
        {
            _ofDirectives[directive.Name] = [.. directive.Arguments.Select(argument => argument.Name)];
        }

        foreach (var directive in context.Document.Definitions.OfType<DirectiveDefinitionNode>())
        {
            _ofDirectives[directive.Name.Value] = [.. directive.Arguments.Select(argument => argument.Name.Value)];
        }
    }

    public override void Enter(SyntaxNode node)
    {
        if (node is DirectiveNode directive)
        {
            var name = directive.Name.Value;
            if (_ofDirectives.TryGetValue(name, out var known))
            {
                foreach (var argument in directive.Arguments)
                {
                    Check(argument, known, $"directive \"@{name}\"");
                }
            }
        }
        else if (Context.TracksTypes && Context.Path[^2] is FieldNode && Types is { Argument: null, Field: { } field, Parent: { } parent })
        {
            Check((ArgumentNode)node, [.. field.Arguments.Select(argument => argument.Name)], $"field \"{parent}.{field}\"");
        }
    }

    private void Check(ArgumentNode argument, IReadOnlyList<string> known, string owner)
    {
        var name = argument.Name.Value;
        if (!known.Contains(name))
        {
            Report($"Unknown argument \"{name}\" on {owner}.{Wording.DidYouMean(Suggestions.For(name, known))}", argument);
        }
    }
}

/// <summary>Each argument is given once.</summary>
internal sealed class UniqueArgumentNames : ValidationRule
{
    public UniqueArgumentNames(ValidationContext context)
        : base(context, SyntaxKind.Field, SyntaxKind.Directive)
    {
    }

    public override void Enter(SyntaxNode node)
    {
        var arguments = node is FieldNode field ? field.Arguments : ((DirectiveNode)node).Arguments;
        if (arguments.Count < 2)
        {
            return;
        }

        foreach (var same in arguments.GroupBy(argument => argument.Name.Value).Where(group => group.Skip(1).Any()))
        {
            Report($"There can be only one argument named \"{same.Key}\".", [.. same.Select(argument => argument.Name)]);
        }
    }
}

/// <summary>Arguments that must be given are given.</summary>
internal sealed class ProvidedRequiredArguments : ValidationRule
{
    private readonly Dictionary<string, IReadOnlyList<(string Name, string Type)>> _ofDirectives = new(StringComparer.Ordinal);

    public ProvidedRequiredArguments(ValidationContext context)
        : base(context, SyntaxKind.Field, SyntaxKind.Directive)
    {
        foreach (var directive in context.SchemaOrNone?.Directives ?? StandardDirectives.All)
        {
            _ofDirectives[directive.Name] = [.. directive.Arguments.Where(argument => argument.IsRequired).Select(argument => (argument.Name, argument.Type.ToString()!))];
        }

        foreach (var directive in context.Document.Definitions.OfType<DirectiveDefinitionNode>())
        {
            _ofDirectives[directive.Name.Value] =
            [
                .. directive.Arguments
                    .Where(argument => argument is { Type: NonNullTypeNode, DefaultValue: null })
                    .Select(argument => (argument.Name.Value, argument.Type.ToString())),
            ];
        }
    }

    public override void Leave(SyntaxNode node)
    {
        if (node is DirectiveNode directive)
        {
            foreach (var (name, type) in _ofDirectives.GetValueOrDefault(directive.Name.Value, []))
            {
                if (!directive.Arguments.Any(argument => argument.Name.Value == name))
                {
                    Report($"Directive \"@{directive.Name.Value}\" argument \"{name}\" of type \"{type}\" is required, but it was not provided.", node);
                }
            }
        }
        else if (Context.TracksTypes && Types.Field is { } field)
        {
            var given = ((FieldNode)node).Arguments;
            foreach (var argument in field.Arguments)
            {
                if (argument.IsRequired && !given.Any(part => part.Name.Value == argument.Name))
                {
                    Report($"Field \"{field}\" argument \"{argument}\" of type \"{argument.Type}\" is required, but it was not provided.", node);
                }
            }
        }
    }
}
