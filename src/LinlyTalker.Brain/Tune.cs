[assembly: System.Runtime.CompilerServices.InternalsVisibleTo("tune")]
