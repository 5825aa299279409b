namespace CarePlatform.GraphQL;

/// <summary>
/// Answers requests from one schema. It remembers documents: one that is known is neither parsed nor validated nor planned again.
/// Each schema, or view of a schema, has an executor of its own.
/// </summary>
public sealed class GraphQLExecutor
{
    private readonly SchemaRuntime _runtime;
    private readonly DocumentCache _documents;
    private readonly Func<DocumentNode, IReadOnlyList<GraphQLError>> _validate;

    /// <summary>An executor for a schema; a schema that breaks the rules is refused with all its errors.</summary>
    public GraphQLExecutor(Schema schema, ExecutorOptions? options = null)
        : this(schema, options ?? new ExecutorOptions(), document => DocumentValidation.Validate(schema, document, options?.Validation))
    {
        if (SchemaValidation.Validate(schema) is { Count: > 0 } errors)
        {
            throw new GraphQLSchemaException(errors);
        }
    }

    /// <summary>An executor that takes the word of its caller for the schema being valid.</summary>
    internal GraphQLExecutor(Schema schema, ExecutorOptions options, Func<DocumentNode, IReadOnlyList<GraphQLError>> validate)
    {
        Schema = schema;
        Options = options;
        _validate = validate;
        _runtime = new SchemaRuntime(schema);
        _documents = new DocumentCache(options.CachedDocuments, options.CachedCharacters);
    }

    public Schema Schema { get; }

    public ExecutorOptions Options { get; }

    /// <summary>How many documents are remembered now.</summary>
    public int CachedDocumentCount => _documents.Count;

    /// <summary>
    /// Answers a request. Errors are part of the response; the only exception is <see cref="OperationCanceledException"/> when
    /// the request was cancelled.
    /// </summary>
    public async ValueTask<GraphQLResponse> Execute(GraphQLRequest request, CancellationToken cancellation = default)
    {
        var started = Options.Time.GetTimestamp();
        OperationContext? context = null;
        GraphQLResponse response;
        try
        {
            var document = _documents.GetOrAdd(request.Query, Read);
            if (document.Errors.Count > 0)
            {
                return Refuse(document.Errors);
            }

            var operation = document.Find(request.OperationName);
            if (!request.Allowed.HasFlag(KindOf(operation.Definition)))
            {
                return NotAllowed(operation.Definition);
            }

            if (Schema.RootOf(operation.Definition.Operation) is not ObjectType root)
            {
                var kind = operation.Definition.Operation.ToString().ToLowerInvariant();
                return WithoutData(new GraphQLError($"Schema is not configured to execute {kind} operation.", operation.Definition));
            }

            var errors = new List<GraphQLError>();
            var variables = VariableCoercion.Coerce(Schema, operation.Definition, request.Variables, Options.MaxVariableErrors, errors);
            if (errors.Count > 0)
            {
                return Refuse(errors);
            }

            var plan = operation.PlanFor(_runtime, root, variables, Options);
            var shared = new RequestContext(Schema, request, operation.Definition, cancellation) { Variables = variables };
            context = new OperationContext(shared, plan);
            response = await Run(plan, context, request.Root ?? NoRoot).ConfigureAwait(false);
        }
        catch (GraphQLException refusal)
        {
            response = Refuse([refusal.Error], context?.Request.ExtensionsOrNull);
        }

        Finish(context, response, started);
        return response;
    }

    private static readonly object NoRoot = new();

    private async ValueTask<GraphQLResponse> Run(OperationPlan plan, OperationContext context, object root)
    {
        foreach (var interceptor in Options.Interceptors)
        {
            await interceptor.Starting(context).ConfigureAwait(false);
        }

        var output = new JsonOutput(4096) { Limit = Options.MaxResponseBytes };
        var run = new ExecutionRun(plan, context.Request, Options, output);
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

            ErrorWriter.WriteExtensions(context.Request.ExtensionsOrNull, output);
            output.Raw("}"u8);
            return new GraphQLResponse(output, ResponseKind.Executed, run.Errors);
        }
        catch (ResponseTooLargeException tooLarge)
        {
            output.Dispose();
            return WithoutData(new GraphQLError(tooLarge.Message));
        }
        catch
        {
            output.Dispose();
            throw;
        }
        finally
        {
            run.Results.Return();
        }
    }

    private CachedDocument Read(string text)
    {
        try
        {
            var document = SyntaxParser.ParseDocument(text, Options.Parsing);
            var errors = _validate(document);
            return errors.Count > 0 ? new CachedDocument(errors) : new CachedDocument(document);
        }
        catch (GraphQLSyntaxException wrong)
        {
            return new CachedDocument([wrong.Error]);
        }
    }

    private static GraphQLResponse Refuse(
        IReadOnlyList<GraphQLError> errors,
        IReadOnlyDictionary<string, object?>? extensions = null,
        ResponseKind kind = ResponseKind.Refused)
    {
        var output = new JsonOutput();
        ErrorWriter.WriteResponse(errors, extensions, output);
        return new GraphQLResponse(output, kind, errors);
    }

    private static GraphQLResponse WithoutData(GraphQLError error)
    {
        var output = new JsonOutput();
        output.Raw("{\"data\":null,"u8);
        ErrorWriter.Write([error], output);
        output.Raw("}"u8);
        return new GraphQLResponse(output, ResponseKind.Executed, [error]);
    }

    private static OperationKinds KindOf(OperationDefinitionNode operation) => operation.Operation switch
    {
        OperationKind.Query => OperationKinds.Query,
        OperationKind.Mutation => OperationKinds.Mutation,
        _ => OperationKinds.Subscription,
    };

    private static GraphQLResponse NotAllowed(OperationDefinitionNode operation) => operation.Operation is OperationKind.Mutation
        ? Refuse([new GraphQLError("A mutation can only be sent with POST.", operation)], kind: ResponseKind.MutationNotAllowed)
        : Refuse([new GraphQLError("A subscription cannot be answered over this transport.", operation)]);

    private void Finish(OperationContext? context, GraphQLResponse response, long started)
    {
        if (context is null || Options.Interceptors.Count == 0)
        {
            return;
        }

        var outcome = new OperationOutcome(Options.Time.GetElapsedTime(started), response.Errors, response.Utf8.Length);
        foreach (var interceptor in Options.Interceptors)
        {
            interceptor.Finished(context, outcome);
        }
    }
}
