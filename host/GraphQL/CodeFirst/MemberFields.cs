using System.Reflection;

namespace CarePlatform.GraphQL;

/// <summary>Makes fields of properties and methods.</summary>
internal sealed class MemberFields(CodeFirstOptions options, OutputTypes types, InputTypes inputs)
{
    private readonly LoaderFields _loaders = new();

    /// <summary>The field that a member is.</summary>
    /// <param name="holder">The type whose values have the field; null for a root.</param>
    public Field Make(MemberInfo member, Type? holder)
    {
        var call = member is MethodInfo method ? new MethodCall(method, holder, options, inputs) : null;
        return new Field(
            ImplementedMembers.Find<GraphQLNameAttribute>(member)?.Name ?? options.Names.Field(member.Name),
            TypeOf(member, call),
            call?.ArgumentDefinitions ?? [])
        {
            Description = member is MethodInfo described
                ? options.Descriptions.Of(described)
                : options.Descriptions.Of(member.DeclaringType!, member.Name),
            DeprecationReason = Deprecation.Of(member),
            Annotations = options.AnnotationsOf(member),
            Resolver = call is null ? PropertyRead.Resolver((PropertyInfo)member, holder ?? typeof(object), options.FindScalar)
                : call.IsLoaded ? _loaders.Make(call.Method, call.Holder, call.ParentParameter)
                : call.Resolver(),
        };
    }

    private GraphType TypeOf(MemberInfo member, MethodCall? call)
    {
        var isId = ImplementedMembers.Find<IDAttribute>(member) is not null;
        if (call is null)
        {
            var property = (PropertyInfo)member;
            return types.TypeOf(property.PropertyType, new NullabilityInfoContext().Create(property), member, isId);
        }

        var info = ClrTypes.Nullability(call.Method);
        if (!call.IsLoaded)
        {
            return types.TypeOf(call.Result, info, member, isId);
        }

        // Whoever loads by a key may find nothing; only a list is then empty.
        var loaded = types.TypeOf(call.Result.GetGenericArguments()[1], info.GenericTypeArguments[1], member, isId);
        return ClrTypes.Item(call.Result.GetGenericArguments()[1]) is null ? loaded.Nullable : loaded;
    }
}
