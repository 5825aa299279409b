namespace CarePlatform.GraphQL;

/// <summary>All rules, in the order in which they look at a node.</summary>
internal static class RuleCatalog
{
    /// <summary>The rules for documents that are executed.</summary>
    public static IReadOnlyList<Func<ValidationContext, ValidationRule>> Executable { get; } =
    [
        context => new ExecutableDefinitions(context),
        context => new OperationTypesExist(context),
        context => new UniqueOperationNames(context),
        context => new LoneAnonymousOperation(context),
        context => new SingleFieldSubscriptions(context),
        context => new KnownTypeNames(context),
        context => new FragmentsOnCompositeTypes(context),
        context => new VariablesAreInputTypes(context),
        context => new ScalarLeafs(context),
        context => new FieldsOnCorrectType(context),
        context => new UniqueFragmentNames(context),
        context => new KnownFragmentNames(context),
        context => new NoUnusedFragments(context),
        context => new PossibleFragmentSpreads(context),
        context => new NoFragmentCycles(context),
        context => new UniqueVariableNames(context),
        context => new NoUndefinedVariables(context),
        context => new NoUnusedVariables(context),
        context => new KnownDirectives(context),
        context => new UniqueDirectivesPerLocation(context),
        context => new KnownArgumentNames(context),
        context => new UniqueArgumentNames(context),
        context => new ValuesOfCorrectType(context),
        context => new ProvidedRequiredArguments(context),
        context => new VariablesInAllowedPosition(context),
        context => new OverlappingFieldsCanBeMerged(context),
        context => new UniqueInputFieldNames(context),
        context => new MaxIntrospectionDepth(context),
    ];

    /// <summary>The rules that a schema with <c>@defer</c> and <c>@stream</c> adds to those for documents that are executed.</summary>
    public static IReadOnlyList<Func<ValidationContext, ValidationRule>> Incremental { get; } =
    [
        context => new DeferStreamOnRootFields(context),
        context => new DeferStreamOnValidOperations(context),
        context => new DeferStreamLabels(context),
        context => new StreamOnListFields(context),
    ];

    /// <summary>The rules for documents that define or extend a schema.</summary>
    public static IReadOnlyList<Func<ValidationContext, ValidationRule>> TypeSystem { get; } =
    [
        context => new LoneSchemaDefinition(context),
        context => new UniqueOperationTypes(context),
        context => new UniqueTypeNames(context),
        context => new UniqueEnumValueNames(context),
        context => new UniqueFieldDefinitionNames(context),
        context => new UniqueArgumentDefinitionNames(context),
        context => new UniqueDirectiveNames(context),
        context => new KnownTypeNames(context),
        context => new KnownDirectives(context),
        context => new UniqueDirectivesPerLocation(context),
        context => new PossibleTypeExtensions(context),
        context => new KnownArgumentNames(context),
        context => new UniqueArgumentNames(context),
        context => new UniqueInputFieldNames(context),
        context => new ProvidedRequiredArguments(context),
    ];
}
