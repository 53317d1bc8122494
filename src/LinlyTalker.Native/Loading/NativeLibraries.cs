using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LinlyTalker.Core.Errors;

namespace LinlyTalker.Native.Loading;

/// <summary>
/// The one place where native libraries come from, for <c>[LibraryImport]</c> and for function tables alike.
/// A library is loaded once and stays; a failure is tried again at the next call. Safe from any thread.
/// </summary>
public static class NativeLibraries
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, nint> Loaded = new(StringComparer.Ordinal);

    private static readonly LibrarySearch Search =
        new(AppContext.BaseDirectory, Environment.GetEnvironmentVariable("LINLY_NATIVE"));

    /// <summary>The handle of a library of <see cref="KnownLibraries"/>.</summary>
    /// <exception cref="NativeLibraryMissingException">It is not on this machine.</exception>
    public static nint Load(string name)
    {
        lock (Gate)
        {
            if (!Loaded.TryGetValue(name, out var handle))
            {
                var library = Find(name)
                    ?? throw new ArgumentException($"No library is called '{name}'; add it to {nameof(KnownLibraries)}.");
                handle = Search.Load(library);
                Loaded[name] = handle;
            }

            return handle;
        }
    }

    [SuppressMessage("Usage", "CA2255", Justification = "The resolver must stand before the first import of this assembly is bound.")]
    [ModuleInitializer]
    internal static void Register() =>
        NativeLibrary.SetDllImportResolver(typeof(NativeLibraries).Assembly, Resolve);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) =>
        Find(name) is null ? 0 : Load(name);

    private static NativeLibraryInfo? Find(string name) =>
        KnownLibraries.All.FirstOrDefault(library => library.Name == name);
}
