namespace CarePlatform.GraphQL;

/// <summary>The way of one request through its document, variables and plan to its response.</summary>
internal sealed class RequestExecution(GraphQLExecutor executor, GraphQLRequest request, CancellationToken cancellation)
{
    /// <summary>The parent of root fields when the host gives none.</summary>
    public static readonly object NoRoot = new();

    private readonly ExecutorOptions _options = executor.Options;
    private OperationPlan? _inParts;

    /// <summary>The operation, once it is known that it can be executed.</summary>
    public OperationContext? Operation { get; private set; }

    /// <summary>The plan of the operation, once it is known that it can be executed.</summary>
    public OperationPlan? Plan { get; private set; }

    /// <summary>Whether parts of the response may follow its first part.</summary>
    public bool MayDeliverLater { get; init; }

    /// <summary>What delivers the parts that follow; null when everything is delivered at once.</summary>
    public IncrementalRun? Following { get; private set; }

    /// <summary>The response, whatever goes wrong; only a cancellation has none.</summary>
    public async ValueTask<GraphQLResponse> Answer()
    {
        try
        {
            return await Prepare().ConfigureAwait(false) ?? await Run().ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            return FailedResponse.To(failure, _options, Operation);
        }
    }

    /// <summary>Executes what was prepared.</summary>
    public ValueTask<GraphQLResponse> Run()
    {
        var root = request.Root ?? NoRoot;
        if (_inParts is not null)
        {
            Following = new IncrementalRun(_inParts, Operation!.Request, _options);
            return Following.Begin(root);
        }

        return Operation!.Operation.Operation is OperationKind.Subscription && request.Root is null && Plan!.Root.Fields.Any(field => field.Definition.Events is not null)
            ? throw new GraphQLException(new GraphQLError("A subscription has a response for each event. Ask with Subscribe.", Operation.Operation))
            : Run(executor, Plan!, Operation.Request, root);
    }

    /// <summary>Finds, plans and charges the operation; the response when it is not to be executed.</summary>
    public async ValueTask<GraphQLResponse?> Prepare()
    {
        var (document, keepAs) = await FindDocument().ConfigureAwait(false);
        if (document.Errors.Count > 0)
        {
            return GraphQLResponse.WithoutData(IntrospectionAccess.Tellable(document.Errors, _options, request), ResponseKind.Refused);
        }

        if (keepAs is not null)
        {
            _options.Documents!.Automatic!.Keep(keepAs, request.Query!);
        }

        var operation = document.Find(request.OperationName);
        var kind = operation.Definition.Operation;
        if (!request.Allowed.HasFlag(ToFlag(kind)))
        {
            return NotAllowed(operation.Definition);
        }

        if (executor.Schema.RootOf(kind) is not ObjectType root)
        {
            var name = kind.ToString().ToLowerInvariant();
            return GraphQLResponse.WithNullData(
                new GraphQLError($"Schema is not configured to execute {name} operation.", operation.Definition));
        }

        var variables = VariableCoercion.Coerce(
            executor.Schema, operation.Definition, request.Variables, _options.MaxVariableErrors, out var errors);
        if (errors is not null)
        {
            InternalError.LogCauses(_options, errors, operation.Definition.Name?.Value);
            return GraphQLResponse.WithoutData(IntrospectionAccess.Tellable(errors, _options, request), ResponseKind.Refused);
        }

        var plan = Plan = operation.PlanFor(executor.Runtime, root, variables, _options);
        IntrospectionAccess.Require(_options, request, plan);
        var shared = new RequestContext(executor.Schema, request, operation.Definition, cancellation) { Variables = variables };
        Operation = new OperationContext(shared, plan);
        foreach (var interceptor in _options.Interceptors)
        {
            await interceptor.Starting(Operation).ConfigureAwait(false);
        }

        if (_options.Cost is { } cost)
        {
            shared.Charge = await CostCharge.Take(cost, plan, shared, tellsBudget: !request.MayBeKept).ConfigureAwait(false);
        }

        if (MayDeliverLater && kind is not OperationKind.Subscription)
        {
            _inParts = operation.IncrementalPlanFor(executor.Runtime, root, variables, _options);
        }

        return shared.Charge?.Refusal;
    }

    // A document that is sent, and nothing said about it, may be known by its bytes already.
    private async ValueTask<(CachedDocument Document, string? KeepAs)> FindDocument()
    {
        if (PersistedDocuments.IsSent(_options.Documents, request))
        {
            var sent = executor.DocumentOf(request);
            OperationTrace.Name(sent, request, null);
            return (sent, null);
        }

        var (text, keepAs) = await PersistedDocuments.Find(_options.Documents, request, cancellation).ConfigureAwait(false);
        var document = executor.DocumentOf(text);
        OperationTrace.Name(document, request, text);
        return (document, keepAs);
    }

    /// <summary>Executes an operation on a root, which for a subscription is an event.</summary>
    public static async ValueTask<GraphQLResponse> Run(GraphQLExecutor executor, OperationPlan plan, RequestContext shared, object root)
    {
        using var span = GraphQLTelemetry.Start("graphql.execute");
        var output = new JsonOutput(4096) { Limit = executor.Options.MaxResponseBytes, Memory = executor.Options.ResponseMemory };
        var finished = false;
        try
        {
            output.Raw("{\"data\":"u8);
            var errors = await WriteData(executor, plan, shared, root, output).ConfigureAwait(false);
            if (errors.Count > 0)
            {
                output.Raw(","u8);
                ErrorWriter.Write(errors, output);
            }

            ErrorWriter.WriteExtensions(shared.ExtensionsOrNull, output);
            output.Raw("}"u8);
            output.RequireLimit();
            finished = true;
            return new GraphQLResponse(output, ResponseKind.Executed, errors);
        }
        catch (Exception reached) when (ResponseLimit.IsReached(reached))
        {
            return ResponseLimit.ResponseFor(reached, plan.Operation.Operation);
        }
        finally
        {
            if (!finished)
            {
                output.Dispose();
            }
        }
    }

    /// <summary>Executes the operation and writes its data; gives the errors.</summary>
    private static async ValueTask<IReadOnlyList<GraphQLError>> WriteData(
        GraphQLExecutor executor, OperationPlan plan, RequestContext shared, object root, JsonOutput output)
    {
        if (plan.KeptData is { } kept)
        {
            output.Raw(kept);
            shared.Charge?.Settle(0);
            return [];
        }

        var run = new ExecutionRun(plan, shared, executor.Options, output);
        try
        {
            var start = output.Position;
            if (!await run.Execute(root).ConfigureAwait(false))
            {
                output.GoBackTo(start);
                output.Null();
            }
            else if (plan.IsConstant && run.Errors.Count == 0)
            {
                executor.Runtime.Answers.Keep(plan, output.Written.Span[start..]);
            }

            run.Redactions?.Tell(shared);
            shared.Charge?.Settle(run.Cost);
            return run.Errors;
        }
        finally
        {
            run.Results.Return();
        }
    }

    private static OperationKinds ToFlag(OperationKind kind) => kind switch
    {
        OperationKind.Query => OperationKinds.Query,
        OperationKind.Mutation => OperationKinds.Mutation,
        _ => OperationKinds.Subscription,
    };

    private static GraphQLResponse NotAllowed(OperationDefinitionNode operation)
    {
        var (message, kind) = operation.Operation is OperationKind.Mutation
            ? ("A mutation can only be sent with POST.", ResponseKind.MutationNotAllowed)
            : ("A subscription cannot be answered over this transport.", ResponseKind.Refused);
        return GraphQLResponse.WithoutData([new GraphQLError(message, operation)], kind);
    }
}
