namespace CarePlatform.GraphQL;

/// <summary>The way of one request through its document, variables and plan to its response.</summary>
internal sealed class RequestExecution(GraphQLExecutor executor, GraphQLRequest request, CancellationToken cancellation)
{
    /// <summary>The parent of root fields when the host gives none.</summary>
    public static readonly object NoRoot = new();

    private readonly ExecutorOptions _options = executor.Options;

    /// <summary>The operation, once it is known that it can be executed.</summary>
    public OperationContext? Operation { get; private set; }

    /// <summary>The plan of the operation, once it is known that it can be executed.</summary>
    public OperationPlan? Plan { get; private set; }

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
    public ValueTask<GraphQLResponse> Run() =>
        Operation!.Operation.Operation is OperationKind.Subscription && request.Root is null && Plan!.Root.Fields.Any(field => field.Definition.Events is not null)
            ? throw new GraphQLException(new GraphQLError("A subscription has a response for each event. Ask with Subscribe.", Operation.Operation))
            : Run(Plan!, Operation.Request, request.Root ?? NoRoot, _options);

    /// <summary>Finds and plans the operation; the response when it is not to be executed.</summary>
    public async ValueTask<GraphQLResponse?> Prepare()
    {
        var document = executor.DocumentOf(request.Query);
        if (document.Errors.Count > 0)
        {
            return GraphQLResponse.WithoutData(document.Errors, ResponseKind.Refused);
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
            return GraphQLResponse.WithoutData(errors, ResponseKind.Refused);
        }

        Plan = operation.PlanFor(executor.Runtime, root, variables, _options);
        var shared = new RequestContext(executor.Schema, request, operation.Definition, cancellation) { Variables = variables };
        Operation = new OperationContext(shared, Plan);
        foreach (var interceptor in _options.Interceptors)
        {
            await interceptor.Starting(Operation).ConfigureAwait(false);
        }

        return null;
    }

    /// <summary>Executes an operation on a root, which for a subscription is an event.</summary>
    public static async ValueTask<GraphQLResponse> Run(OperationPlan plan, RequestContext shared, object root, ExecutorOptions options)
    {
        var output = new JsonOutput(4096) { Limit = options.MaxResponseBytes };
        var run = new ExecutionRun(plan, shared, options, output);
        var finished = false;
        try
        {
            output.Raw("{\"data\":"u8);
            var start = output.Position;
            if (!await run.Execute(root).ConfigureAwait(false))
            {
                output.GoBackTo(start);
                output.Null();
            }

            if (run.Errors.Count > 0)
            {
                output.Raw(","u8);
                ErrorWriter.Write(run.Errors, output);
            }

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
