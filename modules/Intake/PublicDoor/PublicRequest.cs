using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>How somebody who asked on the public page wants to be told.</summary>
internal enum AnswerBy
{
    /// <summary>By a telephone call.</summary>
    Call,

    /// <summary>By a text message.</summary>
    Text,

    /// <summary>By mail.</summary>
    Email,
}

/// <summary>A request that somebody without an account made on the public page, and how they are answered.</summary>
internal sealed class PublicRequest
{
    private string? _secret;

    private PublicRequest()
    {
    }

    public PublicRequestId Id { get; private init; }

    public InquiryId Inquiry { get; private init; }

    /// <summary>What the person says when they ask how it stands.</summary>
    public string Reference { get; private init; } = "";

    public string SecretHash { get; private init; } = "";

    /// <summary>Of the form's number: a form that is sent twice makes one request.</summary>
    public string FormHash { get; private init; } = "";

    public AnswerBy AnswerBy { get; private init; }

    /// <summary>The telephone number or mail address for the answer.</summary>
    public string AnswerTo { get; private init; } = "";

    public string Language { get; private init; } = "";

    /// <summary>By when the person was promised a call.</summary>
    public DateTimeOffset CallBackBy { get; private init; }

    public DateTimeOffset RequestedAt { get; private init; }

    /// <summary>Since when whoever asked may see the appointment: somebody has made sure who that is.</summary>
    public DateTimeOffset? SharedAt { get; private set; }

    public UserId? SharedBy { get; private set; }

    /// <summary>Known while the request is made, and never kept.</summary>
    public string? Secret => _secret;

    /// <summary>Somebody asks.</summary>
    public static PublicRequest Of(
        InquiryId inquiry, string form, AnswerBy by, string to, string language, DateTimeOffset callBackBy, TimeProvider clock) => new()
        {
            Id = Platform.Id.New<PublicRequestId>(clock),
            Inquiry = inquiry,
            Reference = PublicCode.NewReference(),
            SecretHash = PublicCode.Hash(PublicCode.SecretOf(form)),
            FormHash = PublicCode.Hash(form),
            AnswerBy = by,
            AnswerTo = to,
            Language = language,
            CallBackBy = callBackBy.ToUniversalTime(),
            RequestedAt = clock.GetUtcNow(),
        };

    /// <summary>The same with the secret, for whoever holds the form.</summary>
    public PublicRequest Telling(string form)
    {
        _secret = PublicCode.SecretOf(form);
        return this;
    }

    /// <summary>Whoever asked may see the appointment from now on.</summary>
    public void Share(UserId? by, DateTimeOffset at) => (SharedAt, SharedBy) = (SharedAt ?? at, SharedBy ?? by);
}
