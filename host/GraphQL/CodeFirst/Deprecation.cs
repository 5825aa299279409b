using System.Reflection;

namespace CarePlatform.GraphQL;

/// <summary>Why something of the code should no longer be used.</summary>
internal static class Deprecation
{
    /// <summary>The reason that an attribute gives; null for what may be used.</summary>
    public static string? Of(ICustomAttributeProvider member)
    {
        if (member.GetCustomAttributes(typeof(GraphQLDeprecatedAttribute), false) is [GraphQLDeprecatedAttribute deprecated, ..])
        {
            return deprecated.Reason;
        }

        return member.GetCustomAttributes(typeof(ObsoleteAttribute), false) is [ObsoleteAttribute obsolete, ..]
            ? obsolete.Message ?? StandardDirectives.DefaultDeprecationReason
            : null;
    }

    /// <summary>The same of a parameter that may also be a property of a record.</summary>
    public static string? Of(ParameterInfo parameter, Type record) =>
        Of(parameter) ?? (record.GetProperty(parameter.Name!) is { } property ? Of(property) : null);
}
