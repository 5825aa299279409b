using System.Text.Json;
using FluentValidation;
using FluentValidation.Results;

namespace CarePlatform.Platform;

/// <summary>Checks the input by the validator nested in the use case, if it has one; every problem is named at once.</summary>
internal sealed class ValidationStep(IServiceProvider root) : IStep
{
    public async Task<IOutcome> Invoke(Call call, Next next)
    {
        if (call.UseCase.InputType is { } type && root.GetService(typeof(IValidator<>).MakeGenericType(type)) is IValidator validator)
        {
            var result = await validator.ValidateAsync(new ValidationContext<object>(call.Input!), call.Cancellation);
            if (!result.IsValid)
            {
                return Outcome<object>.Refused([.. result.Errors.Select(Refusal)]);
            }
        }

        return await next(call);
    }

    private static InvalidInput Refusal(ValidationFailure failure)
    {
        var parts = failure.PropertyName.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName);
        return new InvalidInput(string.Join('.', parts.Prepend("input")), failure.ErrorMessage);
    }
}
