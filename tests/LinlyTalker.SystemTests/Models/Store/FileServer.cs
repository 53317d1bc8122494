using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace LinlyTalker.SystemTests.Models.Store;

/// <summary>Gives one file; the first request gets half of it and then waits for ever.</summary>
internal sealed class FileServer : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly TaskCompletionSource half = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] file;

    public FileServer(byte[] file)
    {
        this.file = file;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
        }

        listener.Prefixes.Add(Address + "/");
        listener.Start();
        _ = ServeAsync();
    }

    public string Address { get; }

    public Task HalfWasSent => half.Task;

    public string? LastRange { get; private set; }

    public void Dispose() => listener.Close();

    private async Task ServeAsync()
    {
        try
        {
            await FirstAsync(await listener.GetContextAsync());
            while (true)
            {
                await RestAsync(await listener.GetContextAsync());
            }
        }
        catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException or IOException)
        {
            half.TrySetException(fault);
        }
    }

    private async Task FirstAsync(HttpListenerContext context)
    {
        context.Response.ContentLength64 = file.Length;
        await context.Response.OutputStream.WriteAsync(file.AsMemory(0, file.Length / 2));
        await context.Response.OutputStream.FlushAsync();
        half.TrySetResult();
    }

    private async Task RestAsync(HttpListenerContext context)
    {
        LastRange = context.Request.Headers["Range"];
        var from = LastRange is null ? 0 : int.Parse(LastRange["bytes=".Length..^1], CultureInfo.InvariantCulture);
        context.Response.StatusCode = LastRange is null ? 200 : 206;
        if (LastRange is not null)
        {
            context.Response.Headers["Content-Range"] = $"bytes {from}-{file.Length - 1}/{file.Length}";
        }

        context.Response.ContentLength64 = file.Length - from;
        await context.Response.OutputStream.WriteAsync(file.AsMemory(from));
        context.Response.Close();
    }
}
