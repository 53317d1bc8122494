using System.Runtime.InteropServices;
using LinlyTalker.Native.Sherpa;
using LinlyTalker.Worker.Hosting;
using Microsoft.Win32.SafeHandles;

namespace LinlyTalker.Worker.Sherpa;

/// <summary>
/// What the marker test asks: the library is given a config whose every field is told apart, and prints what it
/// read. A struct that is laid out wrongly may end this process.
/// </summary>
internal sealed partial class SherpaLayoutService : IWorkerService
{
    private const int Error = 2;

    public SherpaLayoutService()
    {
        SherpaLibrary.RequireVersion();
        Methods = new Dictionary<string, WorkerMethod> { [SherpaMethods.Print] = Print };
    }

    public IReadOnlyDictionary<string, WorkerMethod> Methods { get; }

    public void Dispose()
    {
    }

    private static void Print(WorkerRequest request, CancellationToken cancellation)
    {
        var marked = request.ArgumentAs(SherpaJson.Default.MarkedConfig);
        var path = Path.GetTempFileName();
        try
        {
            using (var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write))
            {
                var before = Duplicate(Error);
                _ = Replace((int)file.DangerousGetHandle(), Error);
                marked.Create();
                _ = Replace(before, Error);
                using var closed = new SafeFileHandle(before, ownsHandle: true);
            }

            request.Write(File.ReadAllBytes(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [LibraryImport("libc", EntryPoint = "dup")]
    private static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "dup2")]
    private static partial int Replace(int from, int to);
}
