@echo off
rem Starts Rollcall with a Java of 21 or later: ROLLCALL_JAVA_HOME, JAVA_HOME, then the usual places.
rem The JDKs' release files tell the version; no Java is started to find out. ROLLCALL_JAVA_OPTS goes to the JVM.
setlocal EnableExtensions
rem JDBC drivers that the council brings: in the folder drivers beside bin, or wherever ROLLCALL_DRIVERS says.
if not defined ROLLCALL_DRIVERS set "ROLLCALL_DRIVERS=%~dp0..\drivers"
set "FOUND="
if defined ROLLCALL_JAVA_HOME call :try "%ROLLCALL_JAVA_HOME%"
if not defined FOUND if defined JAVA_HOME call :try "%JAVA_HOME%"
if not defined FOUND for %%J in (java.exe) do if not "%%~$PATH:J"=="" call :try "%%~dp$PATH:J.."
for %%V in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%ProgramFiles%\Amazon Corretto") do (
    if not defined FOUND if exist "%%~V" for /d %%D in ("%%~V\*") do call :try "%%~D"
)
if not defined FOUND (
    echo rollcall: no Java 21 or later found; install one ^(for example Temurin 21 or 25^) or set JAVA_HOME to it 1>&2
    exit /b 3
)
"%FOUND%\bin\java.exe" -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED %ROLLCALL_JAVA_OPTS% -cp "%~dp0..\lib\*;%ROLLCALL_DRIVERS%\*" rollcall.migrator.Rollcall %*
exit /b %ERRORLEVEL%

:try
if not exist "%~1\bin\java.exe" exit /b 1
if not exist "%~1\release" exit /b 1
for /f "tokens=2 delims==" %%L in ('findstr /b "JAVA_VERSION=" "%~1\release"') do for /f "tokens=1 delims=." %%N in ("%%~L") do if %%N GEQ 21 set "FOUND=%~1"
exit /b 0
