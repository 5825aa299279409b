namespace CarePlatform.GraphQL;

/// <summary>How the value of a field is found.</summary>
public abstract class Resolver
{
    private protected Resolver()
    {
    }
}
