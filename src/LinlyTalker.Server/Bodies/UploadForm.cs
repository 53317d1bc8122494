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
/// and under a name of ours, until the form is disposed; the name that the client gave it is not looked at.
/// </summary>
internal sealed class UploadForm : IAsyncDisposable
{
    private const int MostParts = 64;
    private const int LongestField = 64 * 1024; // bytes
    private const int LongestBoundary = 200;

    private readonly Dictionary<string, List<string>> fields = new(StringComparer.Ordinal);

    private UploadForm()
    {
    }

    /// <summary>At its beginning; null where none was sent. Empty for an empty one.</summary>
    public FileStream? File { get; private set; }

    public string? this[string field] => fields.GetValueOrDefault(field)?[^1];

    /// <param name="field">With or without the brackets that some clients write behind a list's name.</param>
    public IReadOnlyList<string> All(string field) =>
        [.. fields.GetValueOrDefault(field) ?? [], .. fields.GetValueOrDefault($"{field}[]") ?? []];

    /// <param name="file">Name of the field that holds the file.</param>
    /// <exception cref="ApiException">415 it is no form by its type, 400 it cannot be read.</exception>
    /// <exception cref="BadHttpRequestException">413 it is too long.</exception>
    public static async Task<UploadForm> ReadAsync(HttpContext context, string file)
    {
        var reader = new MultipartReader(BoundaryOf(context.Request), context.Request.Body) { HeadersCountLimit = 16, HeadersLengthLimit = 8192 };
        var form = new UploadForm();
        try
        {
            for (var parts = 0; await NextAsync(reader, context.RequestAborted).ConfigureAwait(false) is { } part; parts++)
            {
                if (parts == MostParts)
                {
                    throw Unreadable($"it has more than {MostParts} parts");
                }

                await form.TakeAsync(part, file, context.RequestAborted).ConfigureAwait(false);
            }

            return form;
        }
        catch
        {
            await form.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public ValueTask DisposeAsync() => File?.DisposeAsync() ?? default;

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

    private async Task TakeAsync(MultipartSection part, string file, CancellationToken cancellation)
    {
        if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition)
            || HeaderUtilities.RemoveQuotes(disposition.Name).Value is not { Length: > 0 } name)
        {
            throw Unreadable("a part has no name");
        }

        if (name == file)
        {
            File = File is null ? TemporaryFile.Create() : throw Unreadable($"it holds {file} twice");
            await CopyAsync(part.Body, File, long.MaxValue, name, cancellation).ConfigureAwait(false);
            await File.FlushAsync(cancellation).ConfigureAwait(false);
            File.Position = 0;
            return;
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

    private static ApiException Unreadable(string why) =>
        new(StatusCodes.Status400BadRequest, "invalid_form", $"The form cannot be read: {why}.");
}
