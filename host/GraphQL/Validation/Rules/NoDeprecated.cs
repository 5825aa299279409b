namespace CarePlatform.GraphQL;

/// <summary>Nothing that is deprecated is used. A check for the authors of clients; documents are not refused for it.</summary>
internal sealed class NoDeprecated : ValidationRule
{
    public NoDeprecated(ValidationContext context)
        : base(context, SyntaxKind.Field, SyntaxKind.Argument, SyntaxKind.ObjectField, SyntaxKind.EnumValue)
    {
    }

    public override void Enter(SyntaxNode node)
    {
        var (subject, reason) = node switch
        {
            FieldNode => ($"The field {Types.Parent}.{Types.Field}", Types.Field?.DeprecationReason),
            ArgumentNode when Types.Directive is { } directive =>
                ($"Directive \"{directive}\" argument \"{Types.Argument}\"", Types.Argument?.DeprecationReason),
            ArgumentNode => ($"Field \"{Types.Parent}.{Types.Field}\" argument \"{Types.Argument}\"", Types.Argument?.DeprecationReason),
            ObjectFieldNode field when Types.ParentInput?.Innermost is InputObjectType type =>
                ($"The input field {type}.{field.Name.Value}", type.FindField(field.Name.Value)?.DeprecationReason),
            EnumValueNode value when Types.Input?.Innermost is EnumType type =>
                ($"The enum value \"{type}.{value.Value}\"", type.FindValue(value.Value)?.DeprecationReason),
            _ => ("", null),
        };
        if (reason is not null)
        {
            Report($"{subject} is deprecated. {reason}", node);
        }
    }
}
