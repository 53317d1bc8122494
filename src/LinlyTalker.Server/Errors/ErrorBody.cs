using System.Text.Json.Serialization;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Serving;
using Microsoft.AspNetCore.Http;

namespace LinlyTalker.Server.Errors;

/// <summary>An error as OpenAI's clients read it.</summary>
internal sealed record ErrorBody(ErrorDetail Error)
{
    /// <summary>The status and the body for what was thrown; null for what is a fault of ours.</summary>
    public static (int Status, ErrorBody Body)? Of(Exception exception) => exception switch
    {
        ApiException e => (e.Status, New(e.Message, TypeOf(e.Status), e.Code, e.Parameter)),
        UnknownNameException e => (StatusCodes.Status404NotFound, New(e.Message, "invalid_request_error", "not_found")),
        InputException e => (StatusCodes.Status400BadRequest, New(e.Message, "invalid_request_error", "invalid_input")),
        BadHttpRequestException e => (e.StatusCode, New(e.Message, TypeOf(e.StatusCode), "bad_request")),
        LinlyException e => (StatusCodes.Status503ServiceUnavailable, New(ClientSentence.Unavailable(e), "server_error", "unavailable")),
        _ => null,
    };

    public static ErrorBody New(string message, string type, string code, string? parameter = null) =>
        new(new ErrorDetail(message, type, code, parameter));

    private static string TypeOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "authentication_error",
        StatusCodes.Status403Forbidden => "permission_error",
        StatusCodes.Status429TooManyRequests => "rate_limit_error",
        >= 500 => "server_error",
        _ => "invalid_request_error",
    };
}

internal sealed record ErrorDetail(
    string Message, string Type, string Code, [property: JsonPropertyName("param")] string? Parameter);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ErrorBody))]
internal sealed partial class ErrorJson : JsonSerializerContext;
