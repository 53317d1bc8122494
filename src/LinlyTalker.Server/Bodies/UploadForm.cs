using System.Text;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Files;
using LinlyTalker.Server.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace LinlyTalker.Server.Bodies;

/// <summary>
/// A form with one file in it (RFC 7578), read in bounded memory. The file lies on the disk, readable by this user only
/// and under a name of ours, until the form is disposed.
/// </summary>
internal sealed class UploadForm : IAsyncDisposable
{
    private const int MostParts = 64;
    private const int LongestField = 64 * 1024; // bytes
    private const int LongestBoundary = 200;

    private readonly Dictionary<string, List<string>> fields = new(StringComparer.Ordinal);
    private readonly string file;
    private FileStream? kept;

    private UploadForm(string file) => this.file = file;

    /// <summary>What came, at its beginning; never empty.</summary>
    /// <exception cref="ApiException">None came, or an empty one.</exception>
    public FileStream File => kept is { Length: > 0 } ? kept
        : throw Invalid.Value(file, kept is null ? $"The form lacks the file '{file}'." : $"The file '{file}' is empty.");

    /// <summary>What the client calls its file: shown to people, never part of a path. Empty where it said nothing.</summary>
    public string FileName { get; private set; } = "";

    /// <returns>Empty where the field is absent.</returns>
    /// <exception cref="ApiException">It came twice.</exception>
    public string Text(string field) => fields.GetValueOrDefault(field) is not { } values ? ""
        : values.Count == 1 ? values[0]
        : throw Invalid.Value(field, $"The field {field} came {values.Count} times.");

    /// <param name="field">With or without the brackets that some clients write behind a list's name.</param>
    public IReadOnlyList<string> All(string field) =>
        [.. fields.GetValueOrDefault(field) ?? [], .. fields.GetValueOrDefault($"{field}[]") ?? []];

    /// <param name="file">Name of the field that holds the file.</param>
    /// <exception cref="ApiException">415 it is no form by its type, 400 it cannot be read.</exception>
    /// <exception cref="BadHttpRequestException">413 it is too long.</exception>
    public static async Task<UploadForm> ReadAsync(HttpContext context, string file)
    {
        var reader = new MultipartReader(BoundaryOf(context.Request), context.Request.Body) { HeadersCountLimit = 16, HeadersLengthLimit = 8192 };
        var form = new UploadForm(file);
        try
        {
            for (var parts = 0; await NextAsync(reader, context.RequestAborted).ConfigureAwait(false) is { } part; parts++)
            {
                if (parts == MostParts)
                {
                    throw Unreadable($"it has more than {MostParts} parts");
                }

                await form.TakeAsync(part, context.RequestAborted).ConfigureAwait(false);
            }

            return form;
        }
        catch
        {
            await form.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public ValueTask DisposeAsync() => kept?.DisposeAsync() ?? default;

    private static string BoundaryOf(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            throw new ApiException(
                StatusCodes.Status415UnsupportedMediaType, "unsupported_media_type", "The body is to be a form, with the header Content-Type: multipart/form-data.");
        }

        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        return boundary is { Length: > 0 and <= LongestBoundary } ? boundary : throw Unreadable("its Content-Type names no boundary");
    }

    private static async Task<MultipartSection?> NextAsync(MultipartReader reader, CancellationToken cancellation)
    {
        try
        {
            return await reader.ReadNextSectionAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (IsFormFault(e, cancellation))
        {
            throw Unreadable(e is InvalidDataException ? "a part's head is too long" : "it ends in the middle");
        }
    }

    private async Task TakeAsync(MultipartSection part, CancellationToken cancellation)
    {
        if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition)
            || HeaderUtilities.RemoveQuotes(disposition.Name).Value is not { Length: > 0 } name)
        {
            throw Unreadable("a part has no name");
        }

        if (name == file)
        {
            kept = kept is null ? TemporaryFile.Create() : throw Invalid.Value(file, $"One file is taken at a time; the form has several as '{file}'.");
            FileName = NameOf(disposition);
            await CopyAsync(part.Body, kept, long.MaxValue, name, cancellation).ConfigureAwait(false);
            await kept.FlushAsync(cancellation).ConfigureAwait(false);
            kept.Position = 0;
            return;
        }

        if (NameOf(disposition).Length > 0)
        {
            throw Invalid.Value(name, $"One file is taken, as '{file}'; the form has another as '{name}'.");
        }

        using var bytes = new MemoryStream();
        await CopyAsync(part.Body, bytes, LongestField, name, cancellation).ConfigureAwait(false);
        if (!fields.TryGetValue(name, out var values))
        {
            fields[name] = values = [];
        }

        values.Add(Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
    }

    private static async Task CopyAsync(Stream from, Stream to, long most, string name, CancellationToken cancellation)
    {
        var buffer = new byte[32 * 1024];
        while (true)
        {
            int got;
            try
            {
                got = await from.ReadAsync(buffer, cancellation).ConfigureAwait(false);
            }
            catch (Exception e) when (IsFormFault(e, cancellation))
            {
                throw Unreadable("it ends in the middle");
            }

            if (got == 0)
            {
                return;
            }

            if (to.Length + got > most)
            {
                throw Unreadable($"its field {name} is longer than {most} bytes");
            }

            await KeepAsync(to, buffer.AsMemory(0, got), cancellation).ConfigureAwait(false);
        }
    }

    private static async Task KeepAsync(Stream to, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        try
        {
            await to.WriteAsync(bytes, cancellation).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new LinlyException($"The server could not keep the upload while it was read: {e.Message}", e);
        }
    }

    /// <summary>Not the server's own refusals, which tell more, and not a client that left.</summary>
    private static bool IsFormFault(Exception e, CancellationToken cancellation) =>
        e is IOException and not BadHttpRequestException or InvalidDataException && !cancellation.IsCancellationRequested;

    /// <summary>RFC 6266: the extended name is the better one where both are.</summary>
    private static string NameOf(ContentDispositionHeaderValue disposition) =>
        HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value ?? "";

    private static ApiException Unreadable(string why) =>
        new(StatusCodes.Status400BadRequest, "invalid_form", $"The form cannot be read: {why}.");
}
