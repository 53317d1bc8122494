using System.Net;
using LinlyTalker.Models.Homes;

namespace LinlyTalker.Models.Fetching;

/// <summary>One attempt: asks for the rest of a file, follows redirects, and appends what comes.</summary>
internal sealed class Transfer(HttpClient client, DownloadRequest request, PartialFile part, FetchOptions options)
{
    /// <exception cref="TransferFault">Another attempt may mend it.</exception>
    /// <exception cref="FetchException">No other attempt would mend it.</exception>
    public async Task RunAsync(RateMeter meter, CancellationToken cancellation)
    {
        using var watch = new StallWatch(options, cancellation);
        try
        {
            using var response = await AskAsync(watch.Token).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
            {
                EndOfRange(response);
                return;
            }

            var start = StartOf(response);
            var total = TotalOf(response, start);
            await AppendAsync(response, start, total, meter, watch).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (watch.HasStalled && !cancellation.IsCancellationRequested)
        {
            throw new TransferFault($"nothing worth waiting for came in {options.StallTime.TotalSeconds:0.#} seconds");
        }
        catch (HttpRequestException fault) when (fault.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            throw new FetchException($"The connection to {request.Address.Host} is not secure: {Innermost(fault)}", fault);
        }
        catch (HttpRequestException fault)
        {
            var offline = fault.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError;
            throw new TransferFault(Innermost(fault), fault, isOffline: offline);
        }
        catch (IOException fault) when (Disk.Explain(fault, part.Location) is null)
        {
            throw new TransferFault($"the connection broke off after {ByteCount.Text(part.Length)}", fault);
        }
    }

    private async Task<HttpResponseMessage> AskAsync(CancellationToken cancellation)
    {
        var address = request.Address;
        for (var redirects = 0; ; redirects++)
        {
            using var message = new HttpRequestMessage(HttpMethod.Get, address);
            message.Headers.AcceptEncoding.ParseAdd("identity");
            part.AskForRest(message.Headers);
            var response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            if (response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
                or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect))
            {
                return response;
            }

            var location = response.Headers.Location;
            response.Dispose();
            if (redirects == options.Redirects)
            {
                throw new FetchException($"{request.Address.Host} redirects more than {options.Redirects} times; {request.Name} is given up.");
            }

            address = WebAddress.Follow(address, location);
        }
    }

    /// <summary>Where the bytes that come belong; what is already there beyond it is dropped.</summary>
    private long StartOf(HttpResponseMessage response)
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK:
                // The whole file: the server does not know ranges, or the version has changed.
                return 0;
            case HttpStatusCode.PartialContent when response.Content.Headers.ContentRange is { Unit: "bytes", From: { } from } && from == part.Length:
                return from;
            case HttpStatusCode.PartialContent:
                part.Discard();
                throw new TransferFault("the server sent another range than was asked for");
            case HttpStatusCode.NotFound or HttpStatusCode.Gone:
                throw new FetchException($"There is no {request.Name} at {WebAddress.Shown(request.Address)}; the catalogue may be out of date.");
            case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden:
                throw new FetchException($"{request.Address.Host} does not give {request.Name} to everyone ({(int)response.StatusCode}); fetch it by hand and use 'linly models import'.");
            case HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError:
                throw new TransferFault($"the server answered {(int)response.StatusCode}", wait: WaitOf(response));
            default:
                throw new FetchException($"{request.Address.Host} answered {(int)response.StatusCode} to the request for {request.Name}.");
        }
    }

    private long? TotalOf(HttpResponseMessage response, long start)
    {
        if (response.Content.Headers.ContentEncoding.Count > 0)
        {
            throw new FetchException($"{request.Address.Host} sends {request.Name} encoded although it was asked not to; it is refused.");
        }

        var total = response.Content.Headers.ContentRange?.Length ?? (response.Content.Headers.ContentLength is { } length ? start + length : null);
        return total switch
        {
            _ when total is not null && request.Size is not null && total != request.Size =>
                throw new FetchException($"{request.Address.Host} offers {total} bytes of {request.Name} where the catalogue says {request.Size}; it is refused."),
            _ when total > request.Largest =>
                throw new FetchException($"{request.Name} is {ByteCount.Text(total.Value)}, more than the {ByteCount.Text(request.Largest)} that are allowed."),
            _ => total ?? request.Size,
        };
    }

    /// <summary>The server has no more bytes than we: then we have the whole file, or the remains of another one.</summary>
    private void EndOfRange(HttpResponseMessage response)
    {
        if (response.Content.Headers.ContentRange?.Length is { } length && length == part.Length && (request.Size ?? length) == length)
        {
            return;
        }

        part.Discard();
        throw new TransferFault("what was kept from an earlier attempt does not fit the file");
    }

    private async Task AppendAsync(HttpResponseMessage response, long start, long? total, RateMeter meter, StallWatch watch)
    {
        Disk.NeedSpace(part.Location, (total ?? start) - start);
        part.Remember(response);
        var limit = total ?? request.Largest;
        var done = start;
        var body = await response.Content.ReadAsStreamAsync(watch.Token).ConfigureAwait(false);
        var file = part.OpenAt(start);
        await using (body.ConfigureAwait(false))
        await using (file.ConfigureAwait(false))
        {
            var buffer = new byte[1 << 16];
            int read;
            while ((read = await body.ReadAsync(buffer, watch.Token).ConfigureAwait(false)) > 0)
            {
                watch.Count(read);
                done += read;
                if (done > limit)
                {
                    throw new FetchException($"{request.Address.Host} sends more of {request.Name} than the {ByteCount.Text(limit)} that are due; it is refused.");
                }

                await Disk.GuardAsync(part.Location, () => file.WriteAsync(buffer.AsMemory(0, read), watch.Token).AsTask()).ConfigureAwait(false);
                meter.Report(done, total);
            }

            await Disk.GuardAsync(part.Location, () => file.FlushAsync(watch.Token)).ConfigureAwait(false);
        }

        if (total is not null && done < total)
        {
            throw new TransferFault($"the file was cut after {done} of {total} bytes");
        }
    }

    private TimeSpan? WaitOf(HttpResponseMessage response) =>
        response.Headers.RetryAfter?.Delta ?? (response.Headers.RetryAfter?.Date is { } date ? date - options.Time.GetUtcNow() : null);

    private static string Innermost(Exception fault) => fault.GetBaseException().Message;
}
