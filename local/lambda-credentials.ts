/**
 * What a function on Lambda uses instead of the SDK's chain of credential providers: Lambda puts the credentials of the function's
 * role into its environment and nowhere else. Bundled in place of `@aws-sdk/credential-provider-node`.
 */
export function defaultProvider() {
  return (): Promise<{ accessKeyId: string; secretAccessKey: string; sessionToken: string | undefined }> => {
    const {
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_SESSION_TOKEN: sessionToken,
    } = process.env;
    if (!accessKeyId || !secretAccessKey)
      return Promise.reject(new Error('Lambda has put no credentials into the environment.'));
    return Promise.resolve({ accessKeyId, secretAccessKey, sessionToken });
  };
}
