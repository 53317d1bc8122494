using LinlyTalker.Core.Errors;

namespace LinlyTalker.Server.Errors;

/// <summary>A request that is not answered as asked.</summary>
/// <param name="status">HTTP.</param>
/// <param name="code">For programs: <c>model_not_found</c>, ….</param>
/// <param name="message">A sentence: what, where, what to do.</param>
/// <param name="parameter">The field that is wrong, where it is one.</param>
internal sealed class ApiException(int status, string code, string message, string? parameter = null) : LinlyException(message)
{
    public int Status => status;

    public string Code => code;

    public string? Parameter => parameter;
}
