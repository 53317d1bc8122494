using LinlyTalker.Core.Errors;

namespace LinlyTalker.Cli.Console;

/// <summary>
/// A file that appears whole or not at all: it is written beside its place under another name and moved there by
/// <see cref="Commit"/>; disposing without a commit removes it.
/// </summary>
internal sealed class OutputFile : IDisposable
{
    private readonly string target;
    private bool committed;

    public OutputFile(string target)
    {
        this.target = System.IO.Path.GetFullPath(target);
        var folder = System.IO.Path.GetDirectoryName(this.target)!;
        if (!Directory.Exists(folder))
        {
            throw new InputException($"The folder {folder} does not exist; create it, or choose another -o.");
        }

        // The extension stays, since writers choose a format by it.
        var extension = System.IO.Path.GetExtension(this.target);
        var name = System.IO.Path.GetFileNameWithoutExtension(this.target);
        Path = System.IO.Path.Combine(folder, $".{name}.{Environment.ProcessId}.part{extension}");
    }

    /// <summary>Where to write.</summary>
    public string Path { get; }

    public void Commit()
    {
        File.Move(Path, target, overwrite: true);
        committed = true;
    }

    public void Dispose()
    {
        if (!committed)
        {
            File.Delete(Path);
        }
    }
}
