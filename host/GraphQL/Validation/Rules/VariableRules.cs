namespace CarePlatform.GraphQL;

/// <summary>Variables have input types.</summary>
internal sealed class VariablesAreInputTypes : ValidationRule
{
    public VariablesAreInputTypes(ValidationContext context)
        : base(context, SyntaxKind.VariableDefinition)
    {
    }

    public override void Enter(SyntaxNode node)
    {
        var variable = (VariableDefinitionNode)node;
        if (Context.Schema.FindType(variable.Type) is { IsInput: false })
        {
            Report($"Variable \"${variable.Variable.Name.Value}\" cannot be non-input type \"{variable.Type}\".", variable.Type);
        }
    }
}

/// <summary>Each variable of an operation has a name of its own.</summary>
internal sealed class UniqueVariableNames : ValidationRule
{
    public UniqueVariableNames(ValidationContext context)
        : base(context, SyntaxKind.OperationDefinition)
    {
    }

    public override void Enter(SyntaxNode node)
    {
        foreach (var same in ((OperationDefinitionNode)node).VariableDefinitions.GroupBy(variable => variable.Variable.Name.Value))
        {
            if (same.Skip(1).Any())
            {
                Report($"There can be only one variable named \"${same.Key}\".", [.. same.Select(variable => variable.Variable.Name)]);
            }
        }
    }
}

/// <summary>Variables that an operation uses, itself or through fragments, are defined by it.</summary>
internal sealed class NoUndefinedVariables : ValidationRule
{
    public NoUndefinedVariables(ValidationContext context)
        : base(context, SyntaxKind.OperationDefinition)
    {
    }

    public override void Leave(SyntaxNode node)
    {
        var operation = (OperationDefinitionNode)node;
        var defined = operation.VariableDefinitions.Select(variable => variable.Variable.Name.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var usage in Context.Variables.ReachedFrom(operation))
        {
            var name = usage.Node.Name.Value;
            if (!defined.Contains(name))
            {
                var by = operation.Name is { } operationName ? $" by operation \"{operationName.Value}\"" : "";
                Report($"Variable \"${name}\" is not defined{by}.", usage.Node, operation);
            }
        }
    }
}

/// <summary>Variables that an operation defines are used by it, itself or through fragments.</summary>
internal sealed class NoUnusedVariables : ValidationRule
{
    public NoUnusedVariables(ValidationContext context)
        : base(context, SyntaxKind.OperationDefinition)
    {
    }

    public override void Leave(SyntaxNode node)
    {
        var operation = (OperationDefinitionNode)node;
        if (operation.VariableDefinitions.Count == 0)
        {
            return;
        }

        var used = Context.Variables.ReachedFrom(operation).Select(usage => usage.Node.Name.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var variable in operation.VariableDefinitions)
        {
            var name = variable.Variable.Name.Value;
            if (!used.Contains(name))
            {
                var within = operation.Name is { } operationName ? $" in operation \"{operationName.Value}\"" : "";
                Report($"Variable \"${name}\" is never used{within}.", variable);
            }
        }
    }
}

/// <summary>A variable is used only where its type fits.</summary>
internal sealed class VariablesInAllowedPosition : ValidationRule
{
    public VariablesInAllowedPosition(ValidationContext context)
        : base(context, SyntaxKind.OperationDefinition)
    {
    }

    public override void Leave(SyntaxNode node)
    {
        var operation = (OperationDefinitionNode)node;
        if (operation.VariableDefinitions.Count == 0)
        {
            return;
        }

        var definitions = new Dictionary<string, VariableDefinitionNode>(StringComparer.Ordinal);
        foreach (var definition in operation.VariableDefinitions)
        {
            definitions[definition.Variable.Name.Value] = definition;
        }

        foreach (var usage in Context.Variables.ReachedFrom(operation))
        {
            if (definitions.TryGetValue(usage.Node.Name.Value, out var definition))
            {
                Check(definition, usage);
            }
        }
    }

    private void Check(VariableDefinitionNode definition, VariableUsage usage)
    {
        if (usage.Type is null || Context.Schema.FindType(definition.Type) is not { } type)
        {
            return;
        }

        var name = usage.Node.Name.Value;
        if (!IsAllowed(type, definition.DefaultValue, usage))
        {
            Report($"Variable \"${name}\" of type \"{type}\" used in position expecting type \"{usage.Type}\".", definition, usage.Node);
        }

        if (usage.ParentType is InputObjectType { IsOneOf: true } oneOf && type is not NonNullType)
        {
            Report(
                $"Variable \"${name}\" is of type \"{type}\" but must be non-nullable to be used for OneOf Input Object \"{oneOf}\".",
                definition,
                usage.Node);
        }
    }

    /// <summary>A variable that may be null fits a place that may not when one of them has a default that counts instead.</summary>
    private bool IsAllowed(GraphType type, ValueNode? defaultValue, VariableUsage usage)
    {
        if (usage.Type is NonNullType expected && type is not NonNullType)
        {
            return (defaultValue is not (null or NullValueNode) || usage.HasDefault) && Context.Schema.IsSubtype(type, expected.Of);
        }

        return Context.Schema.IsSubtype(type, usage.Type!);
    }
}
