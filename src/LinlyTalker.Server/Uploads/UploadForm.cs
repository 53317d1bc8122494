using LinlyTalker.Server.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LinlyTalker.Server.Uploads;

/// <summary>
/// A form with a file: a few short fields and one upload. It is taken in whole before anything is done with it, large ones
/// through a temporary file, so that slow senders hold no memory.
/// </summary>
internal sealed class UploadForm
{
    private const int InMemory = 1 << 20;
    private const int Fields = 24;
    private const int LongestField = 16 << 10;

    private readonly IFormCollection form;

    private UploadForm(IFormCollection form) => this.form = form;

    /// <exception cref="ApiException">415 it is no such form, 400 it is damaged or breaks off, 413 it is too long.</exception>
    public static async Task<UploadForm> ReadAsync(HttpContext context, long mostBytes)
    {
        if (!context.Request.HasFormContentType)
        {
            throw new ApiException(
                StatusCodes.Status415UnsupportedMediaType, "unsupported_media_type", "The body is to be a form with the file, of the type multipart/form-data.");
        }

        var options = new FormOptions
        {
            MemoryBufferThreshold = InMemory,
            BufferBodyLengthLimit = mostBytes,
            MultipartBodyLengthLimit = mostBytes,
            ValueCountLimit = Fields,
            ValueLengthLimit = LongestField,
            MultipartHeadersLengthLimit = LongestField,
        };
        try
        {
            return new UploadForm(await context.Request.ReadFormAsync(options, context.RequestAborted).ConfigureAwait(false));
        }
        catch (InvalidDataException e)
        {
            // The framework's sentences name the limit that was passed, or what is wrong with the form.
            throw new ApiException(StatusCodes.Status400BadRequest, "invalid_form", $"The form cannot be read: {e.Message}");
        }
        catch (IOException e) when (e is not BadHttpRequestException)
        {
            throw new ApiException(StatusCodes.Status400BadRequest, "invalid_form", "The form breaks off before its end; send it again.");
        }
    }

    /// <returns>Empty where the field is absent.</returns>
    /// <exception cref="ApiException">It came twice.</exception>
    public string Text(string field) => form.TryGetValue(field, out var values) && values.Count > 0
        ? values.Count == 1 ? values[0] ?? "" : throw Wrong(field, $"The field {field} came {values.Count} times.")
        : "";

    /// <exception cref="ApiException">There is none of that name, it is empty, or there are more files.</exception>
    public IFormFile File(string field)
    {
        var file = form.Files.GetFile(field) ?? throw Wrong(field, $"The form lacks the file '{field}'.");
        return form.Files.Count > 1 ? throw Wrong(field, $"One file is taken at a time; the form has {form.Files.Count}.")
            : file.Length == 0 ? throw Wrong(field, $"The file '{field}' is empty.")
            : file;
    }

    private static ApiException Wrong(string field, string sentence) =>
        new(StatusCodes.Status400BadRequest, "invalid_value", sentence, field);
}
