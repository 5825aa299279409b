namespace CarePlatform.Platform;

/// <summary>
/// People and programs of partner organisations may use it: a query, a mutation, or a refusal that they may be told. Nothing else is in
/// the schema that they see (<c>schema/partner.graphql</c>). Whoever marks something sees to it that it shows and changes only
/// what was sent to <see cref="Actor.Organisation"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = false)]
public sealed class ForPartnersAttribute : Attribute;
