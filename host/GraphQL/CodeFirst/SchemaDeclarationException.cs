using System.Reflection;

namespace CarePlatform.GraphQL;

/// <summary>A class cannot become part of a schema. The message names class and member, and says what to do.</summary>
public sealed class SchemaDeclarationException : Exception
{
    /// <summary>What is wrong with a type: a sentence without the name in front and the full stop behind.</summary>
    public SchemaDeclarationException(Type type, string problem, Exception? innerException = null)
        : base($"{type.FullName} {problem}.", innerException)
    {
    }

    /// <summary>What is wrong with a member of a type.</summary>
    public SchemaDeclarationException(MemberInfo member, string problem, Exception? innerException = null)
        : base($"{member.DeclaringType?.FullName}.{member.Name} {problem}.", innerException)
    {
    }

    /// <summary>What is wrong with a parameter.</summary>
    public SchemaDeclarationException(ParameterInfo parameter, string problem)
        : base($"{NameOf(parameter.Member)}, parameter {parameter.Name}, {problem}.")
    {
    }

    private static string NameOf(MemberInfo member) =>
        member is ConstructorInfo ? member.DeclaringType!.FullName! : $"{member.DeclaringType?.FullName}.{member.Name}";
}
