using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using LinlyTalker.Core.Errors;
using LinlyTalker.Worker.Hosting;

namespace LinlyTalker.Worker.Probe;

/// <summary>
/// No library, but everything that a library may do to its process: what the tests of the worker and the check of
/// an installation ask. Arguments are text.
/// </summary>
internal sealed partial class ProbeService : IWorkerService
{
    public IReadOnlyDictionary<string, WorkerMethod> Methods { get; } = new Dictionary<string, WorkerMethod>
    {
        // The argument, then every piece of input as it comes.
        ["echo"] = Echo,

        // Gives as many pieces as asked, each of 1000 bytes, as fast as they are taken.
        ["pour"] = Pour,

        // Does nothing for some seconds, heeding cancellation.
        ["sleep"] = (request, cancellation) => cancellation.WaitHandle.WaitOne(TimeSpan.FromSeconds(Number(request))),

        // Never ends, as a library in an endless loop.
        ["spin"] = (_, _) => Thread.Sleep(Timeout.Infinite),

        // Ends the process as a failed assertion does.
        ["abort"] = (_, _) => Abort(),

        // Ends the process as a library that calls exit does.
        ["exit"] = (request, _) => Exit((int)Number(request)),

        // Prints to the process's own standard output, through the C library.
        ["print"] = (request, _) => Print(request),

        // Takes so many MiB and gives them back.
        ["allocate"] = (request, _) => request.Write(Encoding.UTF8.GetBytes($"{new byte[(int)Number(request) << 20].Length}")),

        // Fails as a method should, and as one should not.
        ["fail"] = (request, _) => throw new InputException(Text(request)),
        ["throw"] = (request, _) => throw new FormatException(Text(request)),

        // Loads a library of KnownLibraries, here, where it can do no harm.
        ["load"] = (request, _) => Native.Loading.NativeLibraries.Load(Text(request)),

        // A result that no frame can carry.
        ["oversize"] = (request, _) => request.Write(new byte[Native.Worker.Wire.Frame.MaxPayload + 1]),
    };

    public void Dispose()
    {
    }

    private static void Echo(WorkerRequest request, CancellationToken cancellation)
    {
        if (!request.Argument.IsEmpty)
        {
            request.Write(request.Argument);
        }

        foreach (var piece in request.ReadInput())
        {
            request.Write(piece);
        }
    }

    private static void Pour(WorkerRequest request, CancellationToken cancellation)
    {
        var piece = new byte[1000];
        for (var i = 0; i < Number(request); i++)
        {
            request.Write(piece);
        }
    }

    private static void Print(WorkerRequest request)
    {
        Puts(Text(request));
        request.Write(Flush(0) == 0 ? "printed"u8.ToArray() : "not printed"u8.ToArray());
    }

    private static string Text(WorkerRequest request) => Encoding.UTF8.GetString(request.Argument.Span);

    private static double Number(WorkerRequest request) =>
        double.TryParse(Text(request), CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InputException($"A number was expected, and '{Text(request)}' came.");

    [LibraryImport("libc", EntryPoint = "abort")]
    private static partial void Abort();

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void Exit(int code);

    [LibraryImport("libc", EntryPoint = "puts", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Puts(string text);

    [LibraryImport("libc", EntryPoint = "fflush")]
    private static partial int Flush(nint stream);
}
