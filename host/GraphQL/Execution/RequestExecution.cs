namespace CarePlatform.GraphQL;

/// <summary>The way of one request through its document, variables and plan to its response.</summary>
internal sealed class RequestExecution(GraphQLExecutor executor, GraphQLRequest request, CancellationToken cancellation)
{
    private static readonly object NoRoot = new();

    private readonly ExecutorOptions _options = executor.Options;

    /// <summary>The operation, once it is known that it can be executed.</summary>
    public OperationContext? Operation { get; private set; }

    /// <summary>The response, whatever goes wrong; only a cancellation has none.</summary>
    public async ValueTask<GraphQLResponse> Answer()
    {
        try
        {
            return await Execute().ConfigureAwait(false);
        }
        catch (GraphQLException refusal)
        {
            return GraphQLResponse.WithoutData([refusal.Error], ResponseKind.Refused, Operation?.Request.ExtensionsOrNull);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // Whatever fails in a host's interceptor or guard is told in the log, and the client gets an answer.
        catch (Exception failure)
        {
            var id = InternalError.Log(_options, failure, Operation?.OperationName, null);
            return GraphQLResponse.WithoutData([InternalError.For(failure, id, _options)], ResponseKind.Failed);
        }
#pragma warning restore CA1031
    }

    private async ValueTask<GraphQLResponse> Execute()
    {
        var (text, keepAs) = await PersistedDocuments.Find(_options.Documents, request, cancellation).ConfigureAwait(false);
        var document = executor.DocumentOf(text);
        OperationTrace.Name(document, text);
        if (document.Errors.Count > 0)
        {
            return GraphQLResponse.WithoutData(IntrospectionAccess.Tellable(document.Errors, _options, request), ResponseKind.Refused);
        }

        if (keepAs is not null)
        {
            _options.Documents!.Automatic!.Keep(keepAs, text);
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

        var errors = new List<GraphQLError>();
        var variables = VariableCoercion.Coerce(executor.Schema, operation.Definition, request.Variables, _options.MaxVariableErrors, errors);
        if (errors.Count > 0)
        {
            return GraphQLResponse.WithoutData(IntrospectionAccess.Tellable(errors, _options, request), ResponseKind.Refused);
        }

        var plan = operation.PlanFor(executor.Runtime, root, variables, _options);
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

        return shared.Charge?.Refusal ?? await Run(plan, shared).ConfigureAwait(false);
    }

    private async ValueTask<GraphQLResponse> Run(OperationPlan plan, RequestContext shared)
    {
        using var span = GraphQLTelemetry.Start("graphql.execute");
        var output = new JsonOutput(4096) { Limit = _options.MaxResponseBytes };
        var run = new ExecutionRun(plan, shared, _options, output);
        var finished = false;
        try
        {
            output.Raw("{\"data\":"u8);
            var start = output.Position;
            if (!await run.Execute(request.Root ?? NoRoot).ConfigureAwait(false))
            {
                output.GoBackTo(start);
                output.Null();
            }

            if (run.Errors.Count > 0)
            {
                output.Raw(","u8);
                ErrorWriter.Write(run.Errors, output);
            }

            run.Redactions?.Tell(shared);
            shared.Charge?.Settle(run.Cost);
            ErrorWriter.WriteExtensions(shared.ExtensionsOrNull, output);
            output.Raw("}"u8);
            finished = true;
            return new GraphQLResponse(output, ResponseKind.Executed, run.Errors);
        }
        catch (ResponseTooLargeException tooLarge)
        {
            return GraphQLResponse.WithNullData(new GraphQLError(tooLarge.Message));
        }
        finally
        {
            run.Results.Return();
            if (!finished)
            {
                output.Dispose();
            }
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
