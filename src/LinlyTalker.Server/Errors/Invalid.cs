using Microsoft.AspNetCore.Http;

namespace LinlyTalker.Server.Errors;

/// <summary>The refusals that all addresses share.</summary>
internal static class Invalid
{
    /// <summary>A field is absent or wrong.</summary>
    public static ApiException Value(string parameter, string sentence) =>
        new(StatusCodes.Status400BadRequest, "invalid_value", sentence, parameter);

    /// <summary>A field asks for what is not served here.</summary>
    public static ApiException Unsupported(string parameter, string sentence) =>
        new(StatusCodes.Status400BadRequest, "unsupported_parameter", sentence, parameter);
}
